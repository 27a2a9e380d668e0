/** Days (both included) and department as the statistics take them. */
export interface RangeParams {
  readonly from?: string;
  readonly to?: string;
  readonly departmentId?: string;
}
