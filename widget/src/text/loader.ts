// The few words that the loader itself says. The rest is in words.ts and in
// languages/.
export interface LoaderWords {
  open: string; // {} is the assistant's name
  unread: string; // {} is how many new messages there are
  slow: string;
  failed: string;
}

// A line for each language, in the order of LoaderWords.
const lines: Record<string, string> = {
  en: "Chat with {}|New messages: {}|The chat is loading.|The chat did not load. Try again.",
  fr: "Discuter avec {}|Nouveaux messages : {}|Chargement…|Le chat n’a pas pu être chargé. Réessayez.",
  de: "Chat mit {}|Neue Nachrichten: {}|Wird geladen…|Der Chat wurde nicht geladen. Bitte erneut versuchen.",
  es: "Chatear con {}|Mensajes nuevos: {}|Cargando…|El chat no se ha cargado. Inténtalo de nuevo.",
  it: "Chatta con {}|Nuovi messaggi: {}|Caricamento…|La chat non si è caricata. Riprova.",
  pt: "Conversar com {}|Mensagens novas: {}|A carregar…|O chat não foi carregado. Tente de novo.",
  nl: "Chat met {}|Nieuwe berichten: {}|Laden…|De chat is niet geladen. Probeer het opnieuw.",
  ja: "{}とチャット|新着メッセージ{}件|読み込み中…|チャットを読み込めませんでした。再度お試しください。",
  ar: "الدردشة مع {}|رسائل جديدة: {}|جارٍ التحميل…|تعذر تحميل الدردشة. حاول مجددًا.",
};

export function loaderWords(language: string): LoaderWords {
  const [open = "", unread = "", slow = "", failed = ""] = (lines[language] ?? "").split("|");
  return { open, unread, slow, failed };
}

// fill puts a value into a line.
export const fill = (line: string, value: string | number) => line.replace("{}", () => String(value));
