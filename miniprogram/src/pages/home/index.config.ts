export default definePageConfig({ navigationBarTitleText: '云诊互联网医院' });
