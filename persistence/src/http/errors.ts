import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import { LogReplacedError, NoSuchRoomError, RoomLogUnavailableError } from '../ports/index.ts';

/** Every error of the API: a code for programs, a message that tells a person what to do. */
export const ErrorBody = Type.Object({ error: Type.Object({ code: Type.String(), message: Type.String() }) });

/** An answer that is an error. Its message is shown to whoever asked. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string, message: string) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
  }
}

export const unknownRoom = (): HttpError =>
  new HttpError(404, 'unknown-room', 'There is no such room. Check the code, or make a room of your own.');

/** Nobody could answer for the room in time; soon somebody will. */
export const tryAgain = (): HttpError =>
  new HttpError(503, 'try-again', 'This room does not answer at the moment. Try again in a few seconds.');

/** What the framework refuses before a route is asked. */
const FRAMEWORK: Readonly<Record<string, HttpError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new HttpError(413, 'too-large', 'The body may have 16 KB at most.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new HttpError(
    415,
    'unsupported-media-type',
    'Send JSON, with the header content-type: application/json.',
  ),
  FST_ERR_CTP_EMPTY_JSON_BODY: new HttpError(400, 'bad-json', 'The body is empty: send a JSON object.'),
  FST_ERR_CTP_INVALID_JSON_BODY: new HttpError(400, 'bad-json', 'The body is not JSON: send a JSON object.'),
  FST_ERR_BAD_URL: new HttpError(400, 'bad-request', 'The path is not a valid URL.'),
};

/** The one place where errors become answers. What is nobody's fault but ours is logged and told without detail. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toHttpError(error);
  if (known === undefined) request.log.error(error);
  const { statusCode, code, message } =
    known ?? new HttpError(500, 'internal', 'Something went wrong on the server. Try again in a moment.');
  return reply.code(statusCode).send({ error: { code, message } });
}

function toHttpError(error: FastifyError): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (error instanceof NoSuchRoomError) return unknownRoom();
  if (error instanceof RoomLogUnavailableError || error instanceof LogReplacedError) return tryAgain();
  if (error.validation !== undefined) {
    const [first] = error.validation;
    const place = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
    // So the validator says that a property may not be there at all.
    const problem = first?.message === 'schema is false' ? 'is not known here' : first?.message;
    return new HttpError(400, 'bad-request', `${place} ${problem ?? 'is not what it must be'}.`);
  }
  // A JSON syntax error of the framework's parser has no code of its own.
  if (error instanceof SyntaxError && error.statusCode === 400)
    return FRAMEWORK.FST_ERR_CTP_INVALID_JSON_BODY;
  return FRAMEWORK[error.code];
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is no ${request.method} ${pathOf(request.url)}.`;
  return reply.code(404).send({ error: { code: 'not-found', message } });
}

/** A URL without its query, which may hold a ticket. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';
