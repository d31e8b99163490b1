package io.gpmcworker.cli.local;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An embedded domain as a process of its own, for a container beside the worker's: the directory on
 * loopback, SYSVOL in its data folder. Arguments: the data folder and the directory's port.
 */
final class DomainServer {

  private DomainServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) {
      System.err.println("Two arguments are needed: the data folder and the directory's port.");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    boolean fresh = !Files.exists(folder.resolve("directory.ldif"));
    EmbeddedDomain domain = EmbeddedDomain.open(folder, Integer.parseInt(arguments[1]));
    if (fresh) {
      domain.seedSamples();
    }
    System.out.printf("Domain %s at %s%n", domain.dnsName(), domain.ldapAddress());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(domain)));
    Thread.currentThread().join();
  }

  private static void close(EmbeddedDomain domain) {
    try {
      domain.close();
    } catch (IOException e) {
      System.err.printf("The domain could not be saved: %s%n", e.getMessage());
    }
  }
}
