package io.gpmcworker.gpmc.directory.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.testing.fuzz.Fuzzer;
import io.gpmcworker.testing.samba.TestDns;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What DNS servers say, the sensible and the hostile. */
class HostNamesTest {

  private static final String SERVICE = "_ldap._tcp.dc._msdcs.corp.example";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static HostNames names(InetSocketAddress server) {
    return new HostNames(List.of(server), TIMEOUT);
  }

  @Test
  void controllersComeInTheOrderOfTheirPriority() throws Exception {
    try (TestDns dns = TestDns.start()) {
      dns.service(SERVICE, 20, "far.corp.example");
      dns.service(SERVICE, 0, "near.corp.example");
      dns.service(SERVICE, 10, "next.corp.example");
      assertThat(names(dns.address()).services(SERVICE))
          .containsExactly("near.corp.example", "next.corp.example", "far.corp.example");
    }
  }

  /** RFC 2782: a target of "." says that nobody offers the service. */
  @Test
  void aServiceThatIsDecidedlyNotOfferedIsOfferedByNobody() throws Exception {
    try (TestDns dns = TestDns.start()) {
      dns.service(SERVICE, 0, ".");
      assertThat(names(dns.address()).services(SERVICE)).isEmpty();
    }
  }

  @Test
  void whatIsNotKnownIsSaidAtOnce() throws Exception {
    try (TestDns dns = TestDns.start()) {
      HostNames names = names(dns.address());
      assertThat(names.services(SERVICE)).isEmpty();
      assertThatThrownBy(() -> names.addresses("dc9.corp.example"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("dc9.corp.example");
    }
  }

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anAnswerIsUnderstoodOrRefused() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Answers answers = new Answers(socket);
      Thread.ofVirtual().name("hostile-dns").start(answers::serve);
      HostNames names =
          names(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
      new Fuzzer(
              "DNS answer",
              UnknownHostException.class,
              input -> {
                answers.next = input;
                assertThat(names.services(SERVICE)).doesNotContain("", ".");
              })
          .run(List.of(answer()));
    }
  }

  private static byte[] answer() throws IOException {
    Name service = Name.fromString(SERVICE + ".");
    Message answer = new Message();
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(Record.newRecord(service, Type.SRV, DClass.IN), Section.QUESTION);
    for (int host = 1; host < 4; host++) {
      Name name = Name.fromString("dc" + host + ".corp.example.");
      answer.addRecord(new SRVRecord(service, DClass.IN, 1, host, 100, 389, name), Section.ANSWER);
    }
    return answer.toWire();
  }

  /** Answers each question with the same bytes, under the question's number. */
  private static final class Answers {

    private final DatagramSocket socket;
    private volatile byte[] next = {};

    Answers(DatagramSocket socket) {
      this.socket = socket;
    }

    void serve() {
      byte[] buffer = new byte[4096];
      while (!socket.isClosed()) {
        try {
          DatagramPacket question = new DatagramPacket(buffer, buffer.length);
          socket.receive(question);
          byte[] answer = next.clone();
          int length = Math.min(answer.length, 60_000);
          System.arraycopy(buffer, 0, answer, 0, Math.min(2, length));
          socket.send(new DatagramPacket(answer, length, question.getSocketAddress()));
        } catch (IOException e) {
          // The socket was closed.
        }
      }
    }
  }
}
