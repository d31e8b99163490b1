package io.gpmcworker.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The standard output in UTF-8, which notices whether everything got there. */
public final class StandardOutput {

  /** What a shell reports of a program that was ended because nobody read on. */
  private static final int NOBODY_READS = 141;

  private static final int NOT_WRITTEN = 2;

  /** A writer keeps what went wrong to itself; this one remembers it. */
  private static final class Watched extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  private final Watched stream = new Watched();
  private final PrintWriter writer =
      new PrintWriter(
          new OutputStreamWriter(
              new BufferedOutputStream(stream, 1 << 16), StandardCharsets.UTF_8));

  /** Where to print. */
  public PrintWriter writer() {
    return writer;
  }

  /**
   * Writes what is left.
   *
   * @param code the exit code if all is well
   * @return the exit code
   */
  public int finish(int code) {
    writer.flush();
    IOException failure = stream.failure;
    if (failure == null) {
      return code;
    }
    if ("Broken pipe".equals(failure.getMessage())) {
      return NOBODY_READS;
    }
    System.err.println("The standard output cannot be written: " + failure.getMessage() + ".");
    return NOT_WRITTEN;
  }
}
