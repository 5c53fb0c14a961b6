import { bridgeIn, scenarios } from "./scenarios.ts";

const wanted = new URLSearchParams(location.search).get("scenario");
const simulation = bridgeIn(scenarios.find((scenario) => scenario === wanted) ?? "on");

Object.assign(window, { bridge: simulation, simulation });
await import("../main.tsx");
