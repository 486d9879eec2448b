// Who acts in these lives, and what a suit is filed with.
export const li = ['li', 'collector'] as const;
export const olga = ['olga', 'supervisor'] as const;
export const zhao = ['zhao', 'legalCounsel'] as const;
export const wang = ['wang', 'creditHead'] as const;
export const rob = ['rob', 'riskHead'] as const;
export const he = ['he', 'accountManager'] as const;
export const mei = ['mei', 'assetManager'] as const;

export const FILING = [
  ...['complaint', 'contract', 'disbursementProof', 'statement', 'noticeProof', 'debtorIdentity', 'powerOfAttorney'],
] as const;
