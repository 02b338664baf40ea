// PLOVER's sectors of actors, in words.
const SECTORS: Readonly<Record<string, string>> = {
  GOV: "government", MIL: "military", COP: "police", SPY: "intelligence service", JUD: "judiciary", LEG: "legislature", PTY: "party", OPP: "opposition",
  REB: "rebels", UAF: "armed group", CRM: "organised crime", PRM: "private military", IGO: "international organisation", NGO: "non-governmental organisation",
  BUS: "business", JRN: "news media", MED: "news media", EDU: "education", REL: "religious body", LAB: "labour", CVL: "civilians", REF: "refugees", ELI: "elites", ETH: "ethnic group", HLT: "health service",
};

export const sectorWords = (sector: string): string => SECTORS[sector] ?? sector;
