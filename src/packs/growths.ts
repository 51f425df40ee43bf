/** Growth of the work of one call with the size of what the program holds. */
export const GROWTHS = ['O(1)', 'O(log n)', 'O(n)', 'O(n log n)', 'O(n^2)'] as const;
