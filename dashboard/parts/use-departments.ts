import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { useQuery } from '../api/use-query.ts';

/** The open departments in the order of the house. */
export const useDepartments = () => useQuery(catalogueQueries.departments, {});
