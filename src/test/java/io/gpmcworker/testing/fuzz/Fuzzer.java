package io.gpmcworker.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Gives a parser hostile input. It must read it or refuse it with the exception that it declares,
 * within a time and a memory that its size explains.
 *
 * <p>In a build each parser gets a few hundred inputs, always others; {@code -Dgpmc.fuzz.seconds}
 * gives each as many seconds, {@code -Dgpmc.seed} the same inputs again.
 */
public final class Fuzzer {

  /** Reads an input, and uses what it read, so that nothing broken hides in it. */
  @FunctionalInterface
  public interface Parser {
    /** Returns if the input was taken; throws the declared exception if it was refused. */
    void read(byte[] input) throws Exception;
  }

  private static final int SHORT = 400;
  private static final int LARGEST_SAMPLE = 1 << 16;
  private static final long CPU_NANOS = 2_000_000_000L;
  private static final long MEMORY = 24L << 20;
  private static final long MEMORY_PER_BYTE = 2_000;
  private static final long SECONDS = Long.getLong("gpmc.fuzz.seconds", 0);
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final Class<? extends Exception> declared;
  private final Parser parser;

  /**
   * @param name what is read, for people
   * @param declared what the parser throws when it refuses input
   */
  public Fuzzer(String name, Class<? extends Exception> declared, Parser parser) {
    this.name = name;
    this.declared = declared;
    this.parser = parser;
  }

  /**
   * Fuzzes.
   *
   * @param samples good input; what is too large to be read a thousand times is left out
   * @return how many inputs were refused
   */
  public int run(List<byte[]> samples) throws Exception {
    List<byte[]> small = new ArrayList<>(samples);
    small.removeIf(sample -> sample.length > LARGEST_SAMPLE);
    for (byte[] sample : small) {
      parser.read(sample);
    }
    long seed = Long.getLong("gpmc.seed", System.nanoTime());
    long start = System.nanoTime();
    int refused = 0;
    int inputs = 0;
    while (SECONDS == 0 ? inputs < SHORT : System.nanoTime() - start < SECONDS * 1_000_000_000L) {
      byte[] input = new Mutator(new Random(seed + inputs)).mutate(small);
      if (refuses(input, "%s, -Dgpmc.seed=%d, input %d".formatted(name, seed, inputs))) {
        refused++;
      }
      inputs++;
    }
    if (SECONDS > 0) {
      System.out.printf("%s: %d inputs, %d refused, seed %d%n", name, inputs, refused, seed);
    }
    return refused;
  }

  private boolean refuses(byte[] input, String place) throws Exception {
    long cpu = THREAD.getCurrentThreadCpuTime();
    long memory = THREAD.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      parser.read(input);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (!declared.isInstance(e)) {
        throw new AssertionError(place + kept(input), e);
      }
      assertThat(e.getMessage()).as(place).isNotBlank().hasSizeLessThan(70_000);
      refused = true;
    }
    long spent = THREAD.getCurrentThreadCpuTime() - cpu;
    long allocated = THREAD.getCurrentThreadAllocatedBytes() - memory;
    if (spent > CPU_NANOS || allocated > MEMORY + MEMORY_PER_BYTE * input.length) {
      throw new AssertionError(
          "%s of %d bytes took %d ms of computing and %d bytes of memory%s"
              .formatted(place, input.length, spent / 1_000_000, allocated, kept(input)));
    }
    return refused;
  }

  private static String kept(byte[] input) throws Exception {
    Path file = Files.createTempFile("fuzz", ".input");
    Files.write(file, input);
    return ", kept in " + file;
  }
}
