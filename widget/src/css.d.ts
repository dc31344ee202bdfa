// widget/build gives style sheets as text, minified.
declare module "*.css" {
  const text: string;
  export default text;
}

// widget/build writes the names of the other bundles here.
declare const PANEL_FILE: string;
declare const VIEWS_FILE: string;
declare const IN_PAGE_FILE: string;
// LANGUAGE_FILES are the bundles of the languages besides English, by their two letters.
declare const LANGUAGE_FILES: Record<string, string>;
