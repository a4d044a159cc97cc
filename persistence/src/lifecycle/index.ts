export { openTogether, type Closers } from './closers.ts';
export { explainListening } from './explain-listening.ts';
export { createReporter, type Reporter } from './reporter.ts';
export { runService, type HostProcess, type Service } from './run-service.ts';
