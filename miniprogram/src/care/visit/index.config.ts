export default definePageConfig({ navigationBarTitleText: '就诊进度' });
