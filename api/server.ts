/** The HTTP interface: commands and facts in, reads out (docs/api.md). */
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { approvalRoutes } from './approval.ts';
import { channelRoutes } from './channel.ts';
import { callRoutes } from './call.ts';
import { campaignRoutes } from './campaign.ts';
import { campaignReadRoutes, campaignTimelineRoutes } from './campaignRead.ts';
import { circumstanceRoutes } from './circumstance.ts';
import { clockRoutes } from './clock.ts';
import { claimRoutes } from './claim.ts';
import { partnerRoutes } from './partner.ts';
import { collateralRoutes } from './collateral.ts';
import { commandRoutes } from './command.ts';
import { disputeRoutes } from './dispute.ts';
import { delegationRoutes } from './delegation.ts';
import { documentRoutes } from './document.ts';
import type { ApiDeps } from './deps.ts';
import { figureRoutes } from './figure.ts';
import { healthRoutes } from './health.ts';
import { securityRoutes } from './security.ts';
import { placementRoutes } from './placement.ts';
import { accelerationRoutes } from './acceleration.ts';
import { agencyRoutes } from './agency.ts';
import { limitationRoutes } from './limitation.ts';
import { legalRoutes } from './legal.ts';
import { loanRoutes } from './loan.ts';
import { metricsRoutes } from './metrics.ts';
import { messageRoutes } from './message.ts';
import { personRoutes } from './person.ts';
import { policyRoutes } from './policy.ts';
import { postRoutes } from './post.ts';
import { postingRoutes } from './posting.ts';
import { promiseRoutes } from './promise.ts';
import { Problem, onError, sendProblem } from './problem.ts';
import { requestRoutes } from './request.ts';
import { writeOffRoutes } from './writeOff.ts';
import { taskRoutes } from './task.ts';
import { suitBundleRoutes } from './suitBundle.ts';
import { writeOffBundleRoutes } from './writeOffBundle.ts';
import { strategyRoutes } from './strategy.ts';
import { templateRoutes } from './template.ts';
import { timelineRoutes } from './timeline.ts';

export type { ApiDeps, ClockControl, ClockState, ServedPolicy } from './deps.ts';

const LARGEST_BODY_BYTES = 4_194_304;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** The API, not listening yet; further plugins (console, webhooks) are registered on it by whoever serves it. */
export function createApi(deps: ApiDeps): FastifyInstance {
  const app = fastify({
    logger: deps.log === undefined ? false : { ...deps.log, redact: ['req.headers'] },
    bodyLimit: LARGEST_BODY_BYTES,
    routerOptions: { maxParamLength: 400 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) => {
    const reason = `there is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}`;
    sendProblem(request, reply, new Problem(404, 'ROUTE_UNKNOWN', reason, 'see /openapi.json'));
  });
  const names = new Set([...loopback, ...(deps.hosts ?? [])]);
  // Nobody is signed in here: a page of another site must not reach it under a name of its own (DNS rebinding).
  app.addHook('onRequest', (request, _reply, done) => {
    if (names.has(request.host.replace(/:\d+$/, ''))) done();
    else done(new Problem(403, 'HOST_UNKNOWN', `${request.host} is no name of this API`, 'ask under 127.0.0.1'));
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    // Red wherever it is seen: the time of a demo is not real.
    if (deps.mode === 'demo') void reply.header('recoup-mode', 'demo');
    done(null, payload);
  });
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'recoup',
        version: '1',
        description:
          'Collections workflow orchestrator. Errors are problem details (RFC 9457) with `code`, `reason` and `remedy`. ' +
          'Commands need `Recoup-Actor: id;role=…`; `Idempotency-Key` is the id of what is sent.',
      },
    },
    transform: jsonSchemaTransform,
  });
  void app.register((plain, _options, done) => {
    const root = plain.withTypeProvider<ZodTypeProvider>();
    healthRoutes(root, deps);
    metricsRoutes(root, deps);
    root.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
    done();
  });
  void app.register(
    (plain, _options, done) => {
      const v1 = plain.withTypeProvider<ZodTypeProvider>();
      for (const routes of [
        loanRoutes,
        timelineRoutes,
        postingRoutes,
        commandRoutes,
        promiseRoutes,
        disputeRoutes,
        claimRoutes,
        partnerRoutes,
        documentRoutes,
        limitationRoutes,
        accelerationRoutes,
        circumstanceRoutes,
        agencyRoutes,
        placementRoutes,
        securityRoutes,
        requestRoutes,
        campaignRoutes,
        campaignReadRoutes,
        campaignTimelineRoutes,
        approvalRoutes,
        delegationRoutes,
        legalRoutes,
        suitBundleRoutes,
        writeOffBundleRoutes,
        writeOffRoutes,
        collateralRoutes,
        taskRoutes,
        callRoutes,
        messageRoutes,
        personRoutes,
        channelRoutes,
        figureRoutes,
        clockRoutes,
        policyRoutes,
        templateRoutes,
        strategyRoutes,
        postRoutes,
      ])
        routes(v1, deps);
      done();
    },
    { prefix: '/v1' },
  );
  return app;
}

/**
 * Serves on loopback, or on another address where a container asks for it.
 * @returns the URL under which it answers
 */
export async function listen(app: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> {
  await app.listen({ port, host });
  const address = app.server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
}
