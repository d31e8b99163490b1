package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.auth.GSSAuthenticationContext;
import com.hierynomus.smbj.share.DiskShare;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few connections to one share, made when first needed and again when they broke. A connection
 * carries many requests at a time, so it is shared, not handed out; several of them let the server
 * use several processors.
 */
final class SmbConnections implements AutoCloseable {

  private final String server;
  private final String share;
  private final SmbSettings settings;
  private final Optional<KerberosLogin> tickets;
  private final HostNames names;
  private final Slot[] slots;
  private final Semaphore permits;
  private final ControllerCalls calls;
  private volatile boolean closed;

  SmbConnections(
      String server,
      String share,
      SmbSettings settings,
      HostNames names,
      Optional<KerberosLogin> tickets,
      ControllerCalls calls) {
    this.server = server;
    this.calls = calls;
    this.share = share;
    this.settings = settings;
    this.tickets = tickets;
    this.names = names;
    this.permits = new Semaphore(settings.atATime());
    this.slots = new Slot[settings.connections()];
    Arrays.setAll(slots, n -> new Slot());
  }

  /** A place for one connection. */
  private final class Slot {

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger users = new AtomicInteger();
    private @Nullable SmbConnection connection;

    SmbConnection connected() throws IOException {
      lock.lock();
      try {
        SmbConnection known = connection;
        if (known == null || !known.isAlive()) {
          if (known != null) {
            known.abandon();
          }
          known = SmbConnection.open(server, share, settings, names, account());
          connection = known;
        }
        return known;
      } finally {
        lock.unlock();
      }
    }

    /** Gives up the given connection: the next user makes a new one. */
    void drop(SmbConnection broken) {
      lock.lock();
      try {
        if (connection == broken) {
          connection = null;
        }
      } finally {
        lock.unlock();
      }
      broken.abandon();
    }

    void close() {
      lock.lock();
      try {
        if (connection != null) {
          connection.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private AuthenticationContext account() throws IOException {
    try {
      return switch (settings.credentials()) {
        case Credentials.Anonymous nobody -> AuthenticationContext.anonymous();
        case Credentials.UserPassword user -> ntlm(user);
        case Credentials.Kerberos kerberos ->
            new GSSAuthenticationContext(
                kerberos.principal(), "", tickets.orElseThrow().subject(), null);
      };
    } catch (GpmcException e) {
      throw new PlacedException(e);
    }
  }

  private static AuthenticationContext ntlm(Credentials.UserPassword user) throws GpmcException {
    char[] password = user.password().read();
    try {
      String[] parts = user.userName().split("\\\\", 2);
      return parts.length == 2
          ? new AuthenticationContext(parts[1], password, parts[0])
          : new AuthenticationContext(parts[0], password, "");
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Work with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(DiskShare share) throws IOException;
  }

  /**
   * Does work on the connection that is the least busy. Where the connection broke it is done once
   * more on a new one, so it must be something that may be done twice.
   *
   * @param path of the file it is about, for sentences
   */
  <T> T run(String path, Work<T> work) throws IOException {
    Slot slot = leastBusy();
    slot.users.incrementAndGet();
    permits.acquireUninterruptibly();
    long began = System.nanoTime();
    boolean answered = false;
    try {
      SmbConnection connection = slot.connected();
      try {
        T answer = work.with(connection.share());
        answered = true;
        return answer;
      } catch (RuntimeException e) {
        if (!SmbErrors.isConnection(e)) {
          throw SmbErrors.of(server, path, e);
        }
        slot.drop(connection);
      }
      try {
        T answer = work.with(slot.connected().share());
        answered = true;
        return answer;
      } catch (RuntimeException e) {
        throw SmbErrors.of(server, path, e);
      }
    } finally {
      tell(began, answered);
      permits.release();
      slot.users.decrementAndGet();
    }
  }

  /** Does work with what {@link #run} opened; it is done once. */
  <T> T request(String path, Supplier<T> work) throws IOException {
    permits.acquireUninterruptibly();
    long began = System.nanoTime();
    boolean answered = false;
    try {
      T answer = work.get();
      answered = true;
      return answer;
    } catch (RuntimeException e) {
      throw SmbErrors.of(server, path, e);
    } finally {
      tell(began, answered);
      permits.release();
    }
  }

  private void tell(long began, boolean answered) {
    calls.called(server, ControllerCalls.Protocol.SMB, System.nanoTime() - began, !answered);
  }

  private Slot leastBusy() throws IOException {
    if (closed) {
      throw new IOException("the connections to " + server + " have been closed");
    }
    Slot best = slots[0];
    for (Slot slot : slots) {
      if (slot.users.get() < best.users.get()) {
        best = slot;
      }
    }
    return best;
  }

  @Override
  public void close() {
    closed = true;
    for (Slot slot : slots) {
      slot.close();
    }
  }
}
