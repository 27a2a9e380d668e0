export default definePageConfig({ navigationBarTitleText: '复制我的信息' });
