package io.gpmcworker.testing.samba;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/** A DNS server that knows what it is told. */
public final class TestDns implements AutoCloseable {

  private static final int TTL = 1;
  private static final int LDAP_PORT = 389;

  private final DatagramSocket socket;
  private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();

  private TestDns(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Starts one on a free port of this machine. */
  public static TestDns start() throws IOException {
    TestDns dns = new TestDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("test-dns").start(dns::serve);
    return dns;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  /** A host. */
  public void host(String name, InetAddress address) throws IOException {
    add(new ARecord(absolute(name), DClass.IN, TTL, address));
  }

  /** A host that offers a service. */
  public void service(String name, int priority, String host) throws IOException {
    add(new SRVRecord(absolute(name), DClass.IN, TTL, priority, 100, LDAP_PORT, absolute(host)));
  }

  private void add(Record answer) {
    records.computeIfAbsent(answer.getName(), name -> new CopyOnWriteArrayList<>()).add(answer);
  }

  private static Name absolute(String name) throws IOException {
    return Name.fromString(name, Name.root);
  }

  private void serve() {
    byte[] buffer = new byte[4096];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = answer(new Message(query)).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // The socket was closed, or somebody sent what is no question.
      }
    }
  }

  private Message answer(Message query) {
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    List<Record> known = records.getOrDefault(question.getName(), List.of());
    if (known.isEmpty()) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    known.stream()
        .filter(it -> it.getType() == question.getType())
        .forEach(it -> answer.addRecord(it, Section.ANSWER));
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
