package io.gpmcworker.cli.local;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An embedded domain as a process of its own, for a container beside the worker's: the directory on
 * loopback, SYSVOL in its data folder. Arguments: the data folder, the directory's port, and a file
 * that is there as soon as the domain with its samples is.
 */
final class DomainServer {

  private DomainServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      System.err.println(
          "Three arguments are needed: the data folder, the directory's port, and a file to be"
              + " written when the domain is ready.");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    Path ready = Path.of(arguments[2]);
    Files.deleteIfExists(ready);
    boolean fresh = !Files.exists(folder.resolve("directory.ldif"));
    EmbeddedDomain domain = EmbeddedDomain.open(folder, Integer.parseInt(arguments[1]));
    if (fresh) {
      domain.seedSamples();
    }
    System.out.printf("Domain %s at %s%n", domain.dnsName(), domain.ldapAddress());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(domain)));
    Files.createFile(ready);
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
