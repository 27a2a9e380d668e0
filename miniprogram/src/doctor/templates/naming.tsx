import { formOf } from '@yunzhen/client/form/form';
import { template } from '@yunzhen/contracts/template/template';
import { type PhoneForm, useForm } from '@/hooks/form';
import { CommandField } from '@/ui/command-field';

export interface Named {
  readonly name: string;
  readonly sharing: 'own' | 'department';
}

const change = formOf(template, 'change', 'doctor');
const names = ['name', 'sharing'];
export const useNaming = (typed: Named, onChange: (part: Partial<Named>) => void, problem: unknown): PhoneForm =>
  useForm(change, { names, typed: { ...typed }, change: onChange }, problem);

/** What a template is called, and who may use it. */
export const Naming = ({ form }: { readonly form: PhoneForm }) => (
  <>
    <CommandField form={form} name="name" id="template-name" />
    <CommandField form={form} name="sharing" />
  </>
);
