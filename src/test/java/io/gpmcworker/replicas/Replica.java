package io.gpmcworker.replicas;

import io.gpmcworker.cli.local.LocalWorker;
import java.io.IOException;
import java.util.OptionalLong;

/** One packaged worker, with a proxy of its own before the database. */
final class Replica implements AutoCloseable {

  private final String name;
  private final DatabaseProxy proxy;
  private final LocalWorker worker;

  Replica(String name, DatabaseProxy proxy, LocalWorker worker) {
    this.name = name;
    this.proxy = proxy;
    this.worker = worker;
  }

  String name() {
    return name;
  }

  DatabaseProxy proxy() {
    return proxy;
  }

  boolean isAlive() {
    return worker.isAlive();
  }

  OptionalLong pid() {
    return worker.pid();
  }

  OptionalLong residentMemory() {
    return worker.residentMemory();
  }

  /** Starts it again and waits until it is ready. */
  void start() {
    worker.restart();
  }

  /** SIGKILL. */
  void kill() {
    worker.kill();
  }

  /** SIGTERM; returns when it has ended. */
  void stop() {
    worker.close();
  }

  /** SIGSTOP: it stands still, and its connections stay. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    OptionalLong pid = worker.pid();
    if (pid.isEmpty()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid.getAsLong()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("kill(1) is needed to send " + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    resume();
    worker.kill();
    proxy.close();
  }
}
