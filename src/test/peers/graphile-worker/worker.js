// Executes jobs that do nothing until it is killed. Batches as its page on performance advises.
import { run } from "graphile-worker";

await run({
  connectionString: process.env.PEER_DATABASE,
  taskList: { noop: async () => {} },
  preset: {
    worker: {
      concurrentJobs: Number(process.env.PEER_THREADS),
      maxPoolSize: Number(process.env.PEER_CONNECTIONS),
      pollInterval: 500,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
console.log("ready");
