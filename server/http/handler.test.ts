import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeAnswer, Later, mapResponse, wrap, type Handler, type Middleware } from "./handler.ts";
import { Headers } from "./headers.ts";
import { HttpError, messageOf, statusOf } from "./http-error.ts";
import { Response } from "./response.ts";
import { isBodiless, reasonPhrase } from "./status.ts";
import { requestFor } from "./testing.ts";

const handler: Handler = () => new Response({ status: 200 });

/** Adds its name to the answer's. */
function named(name: string): Middleware {
  return (next) => (request) =>
    mapResponse(next(request), ({ status, headers }) => {
      return new Response({ status, headers: new Headers(headers).add("Via", name) });
    });
}

function viaOf(answer: unknown): readonly string[] {
  return answer instanceof Response ? answer.headers.getAll("via") : [];
}

describe("middleware", () => {
  it("goes round a handler, the first outermost", () => {
    assert.deepEqual(viaOf(wrap(handler, named("outer"), named("inner"))(requestFor("/"))), ["inner", "outer"]);
  });
  it("may answer itself", () => {
    const refuse: Middleware = () => () => new Response({ status: 421 });
    const answer = wrap(() => assert.fail("asked"), refuse)(requestFor("/"));
    assert.equal(answer instanceof Response && answer.status, 421);
  });
  it("is none where none is given", () => assert.equal(wrap(handler), handler));
});

describe("a change of the response", () => {
  const created = (response: Response) => new Response({ status: response.status + 1 });
  const plain = new Response({ status: 200 });
  it("comes to an answer that is there", () => {
    const answer = mapResponse(plain, created);
    assert.equal(answer instanceof Response && answer.status, 201);
  });
  it("comes to an answer that is promised", async () => {
    const answer = await mapResponse(Promise.resolve(plain), created);
    assert.equal(answer instanceof Response && answer.status, 201);
  });
  it("comes to an answer that lets the worker go, now or when it is promised", async () => {
    for (const answer of [new Later(Promise.resolve(plain)), Promise.resolve(new Later(Promise.resolve(plain)))]) {
      const later = await mapResponse(answer, created);
      assert.ok(later instanceof Later);
      assert.equal((await later.response).status, 201);
    }
  });
  it("does not catch what the handler throws", async () => {
    await assert.rejects(async () => mapResponse(Promise.reject(new HttpError(404)), created), HttpError);
  });
});

describe("a change of what a handler answers", () => {
  const noted = ({ status, reason }: Response) => new Response({ status, reason: `${reason}, noted` });
  const fails = (error: Error): Handler[] => [
    () => {
      throw error;
    },
    () => Promise.reject(error),
  ];
  const failsLater = (error: Error): Handler[] => [
    () => new Later(Promise.reject(error)),
    () => Promise.resolve(new Later(Promise.reject(error))),
  ];

  it("comes to the answer, at once or promised", async () => {
    for (const next of [handler, () => Promise.resolve(new Response({ status: 200 }))]) {
      const answer = await changeAnswer(next, requestFor("/"), noted);
      assert.deepEqual(answer instanceof Response && [answer.status, answer.reason], [200, ", noted"]);
    }
  });

  it("comes to what an error is answered with, thrown at once or later", async () => {
    for (const next of fails(new HttpError(404, "why"))) {
      const answer = await changeAnswer(next, requestFor("/"), noted);
      assert.deepEqual(answer instanceof Response && [answer.status, answer.reason], [404, "why, noted"]);
    }
  });

  it("comes to what the error of an answer is answered with that lets the worker go", async () => {
    for (const next of failsLater(new HttpError(404, "why"))) {
      const later = await changeAnswer(next, requestFor("/"), noted);
      assert.ok(later instanceof Later);
      const { status, reason } = await later.response;
      assert.deepEqual([status, reason], [404, "why, noted"]);
    }
  });

  it("leaves an error to others where it is not for this middleware", async () => {
    const rethrow = (error: unknown): Response => {
      throw error;
    };
    for (const next of [...fails(new HttpError(404)), ...failsLater(new HttpError(404))]) {
      await assert.rejects(async () => {
        const answer = await changeAnswer(next, requestFor("/"), noted, rethrow);
        if (answer instanceof Later) await answer.response;
      }, HttpError);
    }
  });
});

describe("a status", () => {
  it("has its phrase", () =>
    assert.deepEqual([200, 431, 299].map(reasonPhrase), ["OK", "Request Header Fields Too Large", "Unknown"]));
  it("has no body for 1xx, 204 and 304 alone", () => {
    assert.deepEqual([100, 199, 204, 304].map(isBodiless), [true, true, true, true]);
    assert.deepEqual([200, 205, 206, 301, 400, 416, 500].some(isBodiless), false);
  });
});

describe("a thrown value", () => {
  it("comes to the status of an HttpError, else to 500", () => {
    assert.deepEqual([new HttpError(416), new TypeError("x"), null].map(statusOf), [416, 500, 500]);
  });
  it("has a message for the log", () => {
    assert.deepEqual([new HttpError(404), new HttpError(404, "why"), 7].map(messageOf), ["Not Found", "why", "7"]);
  });
});
