import { clean } from "../../../../widget/src/text/clean";
import { sort, transfer } from "../desk";
import type { State } from "../state";
import { priorities } from "../transcript";
import type { Conversation } from "../wire";
import { Clock, until } from "../words";
import { Icon } from "./icons";

const clock = new Clock();

// Sorting is who looks after a conversation, how soon, and what it is.
export function Sorting({ s, c }: { s: State; c: Conversation }) {
  const idle = s.working === undefined;
  return (
    <section class="sorting" aria-label="Sorting">
      <Assign s={s} c={c} idle={idle} />
      <label class="row">
        <span>Priority</span>
        <select value={String(c.priority ?? 0)} disabled={!idle} onChange={({ currentTarget }) => void sort({ priority: Number(currentTarget.value) })}>
          {priorities.map((name, value) => (
            <option key={name} value={String(value)}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Snooze c={c} now={s.now} idle={idle} />
      <Tags c={c} idle={idle} />
      {s.may.includes("block") && (
        <label class="row">
          <span>Mark</span>
          <select value={c.mark ?? ""} disabled={!idle} onChange={({ currentTarget }) => void sort({ mark: currentTarget.value as Conversation["mark"] & string })}>
            <option value="">none</option>
            <option value="test">test, not counted</option>
            <option value="spam">spam</option>
            <option value="blocked">blocked: writes no more</option>
          </select>
        </label>
      )}
    </section>
  );
}

// Assign says who is to look after it. Of a conversation that the person
// answers, that is who answers from now on; so it is of one that a colleague
// answers, for those who may reassign.
function Assign({ s, c, idle }: { s: State; c: Conversation; idle: boolean }) {
  const me = s.me?.id ?? "";
  const answered = c.person_id !== undefined && !c.closed;
  const hand = answered && (c.mine === true || s.may.includes("reassign"));
  const people = s.people.some((p) => p.id === c.assignee?.id) || !c.assignee ? s.people : [...s.people, c.assignee];
  return (
    <label class="row">
      <span>{hand ? "Answered by" : "Assigned to"}</span>
      <select
        value={(hand ? c.person_id : c.assignee?.id) ?? ""}
        disabled={!idle}
        onChange={({ currentTarget: { value } }) => void (hand ? transfer(value, c.person_id ?? me) : sort({ assign: value }))}
      >
        {!hand && <option value="">nobody</option>}
        {people.map((p) => (
          <option key={p.id} value={p.id}>
            {p.id === me ? "you" : clean(p.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Snooze({ c, now, idle }: { c: Conversation; now: number; idle: boolean }) {
  const asleep = c.snoozed_until !== undefined && c.snoozed_until > now;
  return (
    <label class="row">
      <span>Put off</span>
      <select value="" disabled={!idle} onChange={({ currentTarget: { value } }) => void sort({ snooze: value === "wake" ? 0 : until(value, now) })}>
        <option value="">{asleep ? `until ${clock.full(c.snoozed_until ?? 0)}` : "not"}</option>
        {asleep && <option value="wake">take up again</option>}
        <option value="1">for an hour</option>
        <option value="4">for four hours</option>
        <option value="morning">until tomorrow, 9:00</option>
        <option value="week">for a week</option>
      </select>
    </label>
  );
}

function Tags({ c, idle }: { c: Conversation; idle: boolean }) {
  const add = (form: HTMLFormElement) => {
    const tag = new FormData(form).get("tag");
    if (typeof tag !== "string" || !tag.trim()) return;
    void sort({ tag: [tag.trim()] });
    form.reset();
  };
  return (
    <div class="tags">
      {c.tags?.map((tag) => (
        <button type="button" key={tag} disabled={!idle} aria-label={`Take off the tag ${tag}`} onClick={() => void sort({ untag: [tag] })}>
          {clean(tag)} <Icon name="close" />
        </button>
      ))}
      <form
        onSubmit={(e) => {
          e.preventDefault();
          add(e.currentTarget);
        }}
      >
        <input name="tag" aria-label="New tag" placeholder="Add a tag" maxLength={40} autocomplete="off" />
      </form>
    </div>
  );
}
