package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMB2Dialect;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.auth.NtlmAuthenticator;
import com.hierynomus.smbj.auth.SpnegoAuthenticator;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.session.Session;
import com.hierynomus.smbj.share.DiskShare;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One connection, logged on, with one share. */
final class SmbConnection implements AutoCloseable {

  private final SmbSockets socket;
  private final Connection connection;
  private final DiskShare share;

  private SmbConnection(SmbSockets socket, Connection connection, DiskShare share) {
    this.socket = socket;
    this.connection = connection;
    this.share = share;
  }

  /**
   * Connects and logs on. A server that does not let in who does not encrypt gets what it wants.
   *
   * @throws IOException if the server does not answer, or does not let the account in, or only as a
   *     guest
   */
  static SmbConnection open(
      String server,
      String shareName,
      SmbSettings settings,
      HostNames names,
      AuthenticationContext account)
      throws IOException {
    try {
      if (!settings.encrypt()) {
        try {
          return open(server, shareName, settings, names, account, false);
        } catch (SMBApiException e) {
          if (e.getStatus() != NtStatus.STATUS_ACCESS_DENIED) {
            throw e;
          }
        }
      }
      return open(server, shareName, settings, names, account, true);
    } catch (SMBApiException e) {
      throw SmbErrors.refused(server, shareName, account.getUsername(), e);
    } catch (SMBRuntimeException e) {
      throw SmbErrors.down(server, e);
    } catch (PlacedException e) {
      throw e;
    } catch (IOException e) {
      throw SmbErrors.down(server, e);
    }
  }

  private static SmbConnection open(
      String server,
      String shareName,
      SmbSettings settings,
      HostNames names,
      AuthenticationContext account,
      boolean encrypted)
      throws IOException {
    SmbSockets socket = new SmbSockets(names, settings.connectTimeout());
    SMBClient client = new SMBClient(config(settings, encrypted, socket));
    boolean opened = false;
    try {
      Connection connection = client.connect(server, settings.port());
      Session session = connection.authenticate(account);
      if (session.isGuest() || session.isAnonymous()) {
        throw SmbErrors.guest(server, account.getUsername());
      }
      if (!(session.connectShare(shareName) instanceof DiskShare share)) {
        throw SmbErrors.noShare(server, shareName);
      }
      opened = true;
      return new SmbConnection(socket, connection, share);
    } finally {
      if (!opened) {
        socket.close();
        client.close();
      }
    }
  }

  /**
   * Every connection is a client of its own, with a GUID of its own. To Samba, connections of one
   * client are channels of one session: it passes all of them to one process, and of several that
   * are made at the same time one now and then never gets an answer.
   */
  private static SmbConfig config(SmbSettings settings, boolean encrypted, SmbSockets socket) {
    return SmbConfig.builder()
        .withClientGuid(UUID.randomUUID())
        .withDialects(SMB2Dialect.SMB_3_1_1, SMB2Dialect.SMB_3_0_2, SMB2Dialect.SMB_3_0)
        .withAuthenticators(
            settings.credentials() instanceof Credentials.Kerberos
                ? new SpnegoAuthenticator.Factory()
                : new NtlmAuthenticator.Factory())
        .withSigningRequired(true)
        .withEncryptData(encrypted)
        .withDfsEnabled(false)
        .withSocketFactory(socket)
        .withTransportLayerFactory(new SmbTransport(socket))
        .withTimeout(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  DiskShare share() {
    return share;
  }

  boolean isAlive() {
    return connection.isConnected() && share.isConnected();
  }

  /** Ends it. A server forgets a session with its connection, so nobody logs off. */
  @Override
  public void close() {
    try {
      connection.close(true);
    } catch (IOException e) {
      // It was broken already.
      return;
    }
  }

  /** Ends one that is broken, even while somebody waits until the server reads what he writes. */
  void abandon() {
    socket.close();
    close();
  }
}
