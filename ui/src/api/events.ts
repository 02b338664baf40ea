// Server-sent events, read from a response's body: EventSource cannot send the access key.

export interface ServerEvent {
  event: string;
  data: string;
}

/** Takes text as it arrives and gives the events that are complete. */
export function eventReader(): (chunk: string) => ServerEvent[] {
  let rest = "";
  let event = "message";
  let data: string[] = [];
  return (chunk) => {
    const done: ServerEvent[] = [];
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) done.push({ event, data: data.join("\n") });
        event = "message";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event = value;
      else if (field === "data") data.push(value);
    }
    return done;
  };
}
