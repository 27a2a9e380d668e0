export default defineAppConfig({
  pages: ['pages/home/index', 'pages/visits/index', 'pages/messages/index', 'pages/me/index', 'pages/sign-in/index'],
  subPackages: [
    {
      root: 'booking',
      pages: [
        'departments/index',
        'find/index',
        'search/index',
        'doctor/index',
        'persons/index',
        'person/index',
        'consent/index',
        'book/index',
        'pay/index',
        'my-doctors/index',
      ],
    },
    {
      root: 'care',
      pages: [
        'visit/index',
        'chat/index',
        'record/index',
        'records/index',
        'prescription/index',
        'prescriptions/index',
        'pick-up/index',
        'rate/index',
        'payments/index',
      ],
    },
  ],
  tabBar: {
    color: '#52616B',
    selectedColor: '#0B7A75',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'static/tabs/home.png',
        selectedIconPath: 'static/tabs/home-on.png',
      },
      {
        pagePath: 'pages/visits/index',
        text: '就诊',
        iconPath: 'static/tabs/visits.png',
        selectedIconPath: 'static/tabs/visits-on.png',
      },
      {
        pagePath: 'pages/messages/index',
        text: '消息',
        iconPath: 'static/tabs/messages.png',
        selectedIconPath: 'static/tabs/messages-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'static/tabs/me.png',
        selectedIconPath: 'static/tabs/me-on.png',
      },
    ],
  },
  window: {
    backgroundColor: '#F5F7F8',
    backgroundTextStyle: 'light',
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTitleText: '云诊',
    navigationBarTextStyle: 'black',
  },
  lazyCodeLoading: 'requiredComponents',
});
