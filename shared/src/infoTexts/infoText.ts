/** A page of text. */
export interface InfoText {
  title: string;
  intro: string;
  sections: Array<{ id: string; title: string; paragraphs: string[] }>;
}
