package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.session.Session;
import com.hierynomus.smbj.share.DiskShare;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import java.io.IOException;

/** One connection, logged on, with one share. */
final class SmbConnection implements AutoCloseable {

  private final SMBClient client;
  private final Connection connection;
  private final DiskShare share;

  private SmbConnection(SMBClient client, Connection connection, DiskShare share) {
    this.client = client;
    this.connection = connection;
    this.share = share;
  }

  /**
   * Connects and logs on.
   *
   * @throws IOException if the server does not answer, or does not let the account in, or only as a
   *     guest
   */
  static SmbConnection open(
      SmbConfig config, String server, int port, String shareName, AuthenticationContext account)
      throws IOException {
    // A client of its own: one client keeps a single connection to a server.
    SMBClient client = new SMBClient(config);
    boolean opened = false;
    try {
      Connection connection = client.connect(server, port);
      Session session = connection.authenticate(account);
      if (session.isGuest() || session.isAnonymous()) {
        throw SmbErrors.guest(server, account.getUsername());
      }
      if (!(session.connectShare(shareName) instanceof DiskShare share)) {
        throw SmbErrors.noShare(server, shareName);
      }
      opened = true;
      return new SmbConnection(client, connection, share);
    } catch (SMBApiException e) {
      throw SmbErrors.refused(server, shareName, account.getUsername(), e);
    } catch (SMBRuntimeException e) {
      throw SmbErrors.down(server, e);
    } catch (PlacedException e) {
      throw e;
    } catch (IOException e) {
      throw SmbErrors.down(server, e);
    } finally {
      if (!opened) {
        client.close();
      }
    }
  }

  DiskShare share() {
    return share;
  }

  boolean isAlive() {
    return connection.isConnected() && share.isConnected();
  }

  @Override
  public void close() {
    client.close();
  }
}
