/**
 * How long texts and lists may be that a person enters and that the platform keeps, sends and prints. They bound
 * storage and printing; what a plan asks comes on top. Numbers alone, so that pages can load them.
 */
export const limits = {
  personName: 60,
  /** Why a name differs from that of the sign-in (D16). */
  nameReason: 300,
  mobile: 30,
  email: 120,
  idNumber: 40,
  unitName: 120,
  post: 80,
  school: 120,
  major: 80,
  educationLevel: 30,
  degree: 30,
  certificateNo: 60,
  /** 本人述职 (R26), with its blanks and line ends. */
  statement: 6000,
  /** Lines of one printed text that are not blank; a page of the form holds some 35. */
  printedLines: 100,
  achievementTitle: 200,
  achievementRole: 120,
  achievementText: 2000,
  /** One answer to a field of the plan, with its blanks and line ends; and its rows. */
  answer: 6000,
  answerRows: 60,
  /** Entries of lists. */
  periods: 30,
  employments: 40,
  achievements: 100,
  attachments: 200,
  /** Files that prove one achievement. */
  proofs: 20,
  /** Files that come with one objection (D22). */
  evidence: 5,
  /** Of a drawn signature (R22): what a stored item holds, and many times what a name needs. */
  signatureStrokes: 200,
  signaturePoints: 6000,
  /** Bytes of a plan document as it is stored (G1). */
  planBytes: 256 * 1024,
  /** Bytes of a city's directory as it is stored (R28). */
  directoryBytes: 200 * 1024,
  /** Bytes of one attachment that no plan may exceed. */
  attachmentBytes: 20 * 1024 * 1024,
} as const;
