/** D4.3: templates of the demo doctors, so that there is something to pick from. */
import type { Actor } from '@yunzhen/contracts/roles';
import { demoDoctors, drugIdOf } from './catalogue.ts';
import { diagnoses } from './data/diagnoses.ts';
import { prescriptionTemplates, recordTemplates } from './data/templates.ts';
import { type Give, idOf } from './demo.ts';

const author = (name: string): Actor => ({
  id: demoDoctors.find(doctor => doctor.name === name)?.id ?? '',
  role: 'doctor',
});
const listed = (codes: readonly string[]) => diagnoses.filter(({ code }) => codes.includes(code));

export const saveTemplates = async (give: Give, at: Date): Promise<void> => {
  for (const { doctor, lines, ...template } of prescriptionTemplates) {
    const input = {
      ...template,
      diagnoses: listed(template.diagnoses),
      lines: lines.map(([drug, value, unit, frequency, days, quantity]) => {
        const drugId = drugIdOf(drug);
        return { drugId, dose: { value, unit }, frequency, route: '1', days, quantity };
      }),
      longSupplyReason: '慢性病病情稳定，需长期用药',
      validDays: 1,
    };
    await give('template', idOf('template', doctor, template.name), 'save-prescription', input, author(doctor), at);
  }
  for (const { doctor, ...template } of recordTemplates) {
    const input = { ...template, diagnoses: listed(template.diagnoses) };
    await give('template', idOf('template', doctor, template.name), 'save-record', input, author(doctor), at);
  }
};
