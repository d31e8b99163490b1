package io.gpmcworker.testing.samba;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Samba domain controller, dc1.gpmc.test, on a loopback address of its own, so that it takes no
 * port from anything else on the machine. It ends with this program, however that ends: Samba stops
 * when its standard input is closed.
 */
public final class SambaDomain implements AutoCloseable {

  public static final String DNS_NAME = "gpmc.test";
  public static final String CONTROLLER = "dc1.gpmc.test";
  public static final String REALM = "GPMC.TEST";
  public static final String ADMINISTRATOR = "Administrator";
  public static final String PASSWORD = "Passw0rd!23";

  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final List<Integer> PORTS = List.of(88, 389, 445, 636);

  private static @Nullable SambaDomain shared;

  private final Path folder;
  private final InetAddress address;
  private final Process samba;
  private final TestDns dns;

  private SambaDomain(Path folder, InetAddress address, Process samba, TestDns dns) {
    this.folder = folder;
    this.address = address;
    this.samba = samba;
    this.dns = dns;
  }

  /** The domain controller that all tests of this program share; skips the test without Samba. */
  public static synchronized SambaDomain shared() throws Exception {
    SambaDomain known = shared;
    if (known == null) {
      skipWithoutSamba();
      Path folder = Files.createTempDirectory("gpmc-samba");
      // Samba is, on this machine, whoever logged on; what is private in the folder is so by
      // itself.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      known = start(folder);
      shared = known;
      SambaDomain running = known;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return known;
  }

  /** Skips the test, and says why, where no Samba domain controller can be run. */
  public static void skipWithoutSamba() {
    assumeTrue(
        Stream.of("samba", "samba-tool", "smbclient", "ldapsearch")
            .allMatch(SambaDomain::isInstalled),
        "Samba is not installed here; .ci/run says which Debian packages the Samba tests need");
    assumeTrue(
        Files.isWritable(Path.of("/proc/1/oom_score_adj")),
        "only root can run a Samba domain controller; run the tests as root for the Samba tests");
  }

  private static boolean isInstalled(String program) {
    return Stream.of("/usr/bin", "/usr/sbin")
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
  }

  private static SambaDomain start(Path folder) throws Exception {
    InetAddress address = freeAddress();
    Files.createDirectories(folder.resolve("run/ncalrpc"));
    Files.createDirectories(folder.resolve("log"));
    provision(folder, address);
    Files.writeString(folder.resolve("dc/etc/smb.conf"), SambaFiles.smbConf(folder, address, ""));
    // What samba_spnupdate would do where there is a DNS server.
    Ran.command(
            "samba-tool",
            "spn",
            "add",
            "ldap/" + CONTROLLER,
            "DC1$",
            "-s",
            folder.resolve("dc/etc/smb.conf").toString())
        .mustSucceed();
    Files.writeString(folder.resolve("krb5.conf"), SambaFiles.krb5Conf(address));
    System.setProperty("java.security.krb5.conf", folder.resolve("krb5.conf").toString());
    // Where Samba and its tools meet must be this one's: a mount namespace has its own /run/samba.
    Process samba =
        new ProcessBuilder(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mkdir -p /run/samba && mount -t tmpfs samba /run/samba"
                    + " && exec samba -F --no-process-group -M prefork -s \"$0\"",
                folder.resolve("dc/etc/smb.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log/samba.out").toFile())
            .start();
    TestDns dns = TestDns.start();
    dns.host(CONTROLLER, address);
    dns.service("_ldap._tcp.dc._msdcs." + DNS_NAME, 0, CONTROLLER);
    SambaDomain domain = new SambaDomain(folder, address, samba, dns);
    domain.awaitStarted();
    return domain;
  }

  private static InetAddress freeAddress() throws IOException {
    for (int attempt = 0; attempt < 50; attempt++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      InetAddress address =
          InetAddress.getByAddress(
              new byte[] {127, 77, (byte) random.nextInt(1, 250), (byte) random.nextInt(1, 250)});
      if (PORTS.stream().allMatch(port -> isFree(address, port))) {
        return address;
      }
    }
    throw new IOException("no loopback address has the ports " + PORTS + " free");
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void provision(Path folder, InetAddress address) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.conf"), "[global]\n");
    Ran provisioned =
        Ran.command(
            "samba-tool",
            "domain",
            "provision",
            "-s",
            empty.toString(),
            "--targetdir=" + folder.resolve("dc"),
            "--realm=" + REALM,
            "--domain=GPMC",
            "--host-name=dc1",
            "--host-ip=" + address.getHostAddress(),
            "--server-role=dc",
            "--dns-backend=NONE",
            "--adminpass=" + PASSWORD,
            "--option=interfaces=" + address.getHostAddress() + "/8",
            "--option=bind interfaces only=yes");
    provisioned.mustSucceed();
  }

  private void awaitStarted() throws Exception {
    Files.createDirectories(backups());
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!PORTS.stream().allMatch(this::answers) || !smbclient("ls").succeeded()) {
      if (!samba.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException(
            "Samba did not start: " + Files.readString(folder.resolve("log/samba.out")));
      }
      Thread.sleep(50);
    }
  }

  private boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it listens. */
  public InetAddress address() {
    return address;
  }

  /** Knows where the controller is. */
  public TestDns dns() {
    return dns;
  }

  /** Looks up hosts in {@link #dns}. */
  public HostNames names() {
    return new HostNames(List.of(dns.address()), TIMEOUT);
  }

  /** The authority that issued the controller's certificate. */
  public Path authority() {
    return folder.resolve("dc/private/tls/ca.pem");
  }

  /** The domain's folder in SYSVOL, on this machine. */
  public Path sysvolFolder() {
    return folder.resolve("dc/state/sysvol").resolve(DNS_NAME);
  }

  /** The folder of the share "backups". */
  public Path backups() {
    return folder.resolve("backups");
  }

  /** A folder for whatever a test needs. */
  public Path folder() {
    return folder;
  }

  /** The administrator by name and password. */
  public static Credentials administrator() {
    return new Credentials.UserPassword(ADMINISTRATOR + "@" + DNS_NAME, Secret.of(PASSWORD));
  }

  /** LDAP as given. */
  public LdapSettings ldap(LdapSecurity security, Credentials credentials) {
    return new LdapSettings(
        security,
        security.port(),
        Optional.of(authority()),
        credentials,
        TIMEOUT,
        TIMEOUT,
        LdapSettings.DEFAULT_CONNECTIONS);
  }

  /** SMB as given. */
  public static SmbSettings smb(Credentials credentials, boolean encrypt) {
    return new SmbSettings(
        SmbSettings.PORT,
        encrypt,
        credentials,
        TIMEOUT,
        TIMEOUT,
        SmbSettings.DEFAULT_CONNECTIONS,
        SmbSettings.DEFAULT_AT_A_TIME);
  }

  /** The domain as an administrator would configure it: DNS, LDAPS, SMB. */
  public DirectoryDomainSettings settings() {
    return settings(new Controllers.FromDns(Optional.empty()));
  }

  /** As {@link #settings()}, on the given controllers. */
  public DirectoryDomainSettings settings(Controllers controllers) {
    return new DirectoryDomainSettings(
        "samba",
        DNS_NAME,
        controllers,
        names(),
        ldap(LdapSecurity.LDAPS, administrator()),
        new SysvolPlace.OnControllers(smb(administrator(), false)));
  }

  /** Runs {@code samba-tool} on the running controller, over the network. */
  public Ran sambaTool(String... arguments) throws Exception {
    return Ran.command(
        Stream.of(
                Stream.of("samba-tool"),
                Stream.of(arguments),
                Stream.of("-H", "ldap://" + address.getHostAddress()),
                Stream.of("-s", smbConf().toString(), "-U", ADMINISTRATOR + "%" + PASSWORD))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** Runs {@code samba-tool} on the controller's own files. */
  public Ran sambaToolOnFiles(String... arguments) throws Exception {
    return Ran.command(
        Stream.concat(
                Stream.concat(Stream.of("samba-tool"), Stream.of(arguments)),
                Stream.of("-s", smbConf().toString()))
            .toArray(String[]::new));
  }

  /** Runs a command of {@code smbclient} on SYSVOL. */
  public Ran smbclient(String command, String... options) throws Exception {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "smbclient",
                    "-s",
                    smbConf().toString(),
                    "-U",
                    ADMINISTRATOR + "%" + PASSWORD,
                    "//" + address.getHostAddress() + "/sysvol",
                    "-c",
                    command),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs {@code ldapsearch} over the whole domain. */
  public Ran ldapsearch(String filter, String... attributes) throws Exception {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "env",
                    "LDAPTLS_REQCERT=never",
                    "ldapsearch",
                    "-LLL",
                    "-x",
                    "-o",
                    "ldif-wrap=no",
                    "-H",
                    "ldaps://" + address.getHostAddress(),
                    "-D",
                    ADMINISTRATOR + "@" + DNS_NAME,
                    "-w",
                    PASSWORD,
                    "-b",
                    "DC=gpmc,DC=test",
                    filter),
                Stream.of(attributes))
            .toArray(String[]::new));
  }

  /** Makes the controller demand what a line of its configuration says, for new connections. */
  public void configure(String line) throws Exception {
    Files.writeString(smbConf(), SambaFiles.smbConf(folder, address, line));
    Ran.command("smbcontrol", "-s", smbConf().toString(), "smbd", "reload-config").mustSucceed();
  }

  /** The configuration of Samba and its tools. */
  public Path smbConf() {
    return folder.resolve("dc/etc/smb.conf");
  }

  @Override
  public void close() {
    dns.close();
    List<ProcessHandle> children = samba.descendants().toList();
    samba.destroy();
    try {
      if (!samba.waitFor(10, TimeUnit.SECONDS)) {
        samba.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    deleteFolder();
  }

  private void deleteFolder() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("The folder of the test's Samba is left behind: " + e);
    }
  }
}
