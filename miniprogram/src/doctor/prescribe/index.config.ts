export default definePageConfig({ navigationBarTitleText: '开处方' });
