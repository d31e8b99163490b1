package io.gpmcworker.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;

/** Ports of the loopback address. */
final class Ports {
  /**
   * Below the ranges that Linux and macOS take outgoing ports from. A client that keeps trying to
   * reach a server that is down could else be given the server's own port and connect to itself.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ports() {}

  /** A port that nobody listens on. */
  static int free() {
    for (int attempt = 0; attempt < 200; attempt++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new SurroundingsException(
        "No free port between %d and %d was found on 127.0.0.1.".formatted(LOWEST, HIGHEST));
  }

  /**
   * The port that was asked for, or a free one for 0.
   *
   * @param what whose port, for the message
   * @throws SurroundingsException when the port is taken
   */
  static int choose(int wanted, String what) {
    if (wanted == 0) {
      return free();
    }
    if (!isFree(wanted)) {
      throw new SurroundingsException(
          "Port %d on 127.0.0.1, wanted for %s, is taken by another program. End that program or choose another port."
              .formatted(wanted, what));
    }
    return wanted;
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
