// Executes jobs that do nothing until it is killed. Batches as its page on performance advises.
import { run } from "graphile-worker";

await run({
  connectionString: process.env.PEER_DATABASE,
  taskList: { noop: async () => {} },
  preset: {
    worker: {
      concurrentJobs: 24,
      maxPoolSize: 12,
      pollInterval: 500,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
console.log("ready");
