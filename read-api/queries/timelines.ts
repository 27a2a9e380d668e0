import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { timelineAnswer } from '../timeline.ts';

export const registrationTimeline = timelineAnswer('registrationTimeline', timelines.registrationTimeline);
export const prescriptionTimeline = timelineAnswer('prescriptionTimeline', timelines.prescriptionTimeline);
export const paymentTimeline = timelineAnswer('paymentTimeline', timelines.paymentTimeline);
export const complaintTimeline = timelineAnswer('complaintTimeline', timelines.complaintTimeline);
export const sessionTimeline = timelineAnswer('sessionTimeline', timelines.sessionTimeline);
export const caseTimeline = timelineAnswer('caseTimeline', timelines.caseTimeline);
