package io.gpmcworker.policy.security;

import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A security identifier (MS-DTYP 2.4.2), revision 1.
 *
 * @param authority the identifier authority, 48 bits
 * @param subAuthorities 0 to 15 numbers of 32 bits, unsigned
 */
public record Sid(long authority, List<Long> subAuthorities) {

  /** Most sub-authorities that a SID has. */
  public static final int MAX_SUB_AUTHORITIES = 15;

  static final int HEADER_SIZE = 8;

  private static final long MAX_AUTHORITY = 0xFFFF_FFFF_FFFFL;
  private static final long MAX_SUB_AUTHORITY = 0xFFFF_FFFFL;
  private static final long NT_AUTHORITY = 5;
  private static final long NON_UNIQUE = 21;
  private static final Pattern TEXT =
      Pattern.compile("[Ss]-1-(\\d{1,10}|0[xX][0-9A-Fa-f]{1,12})((?:-\\d{1,10}){0,15})");

  public Sid {
    subAuthorities = List.copyOf(subAuthorities);
    if (authority < 0
        || authority > MAX_AUTHORITY
        || subAuthorities.size() > MAX_SUB_AUTHORITIES
        || !areNumbers(subAuthorities)) {
      throw new IllegalArgumentException("not a SID: " + authority + " " + subAuthorities);
    }
  }

  /** Loops here, not streams: every entry of every list in every descriptor comes by. */
  private static boolean areNumbers(List<Long> subAuthorities) {
    for (long sub : subAuthorities) {
      if (sub < 0 || sub > MAX_SUB_AUTHORITY) {
        return false;
      }
    }
    return true;
  }

  /** The SID {@code S-1-authority-sub-sub…}. */
  public static Sid of(long authority, long... subAuthorities) {
    List<Long> subs = new ArrayList<>(subAuthorities.length);
    for (long sub : subAuthorities) {
      subs.add(sub);
    }
    return new Sid(authority, subs);
  }

  /**
   * Reads {@code S-1-5-32-544}.
   *
   * @throws MalformedPolicyException if the text is no SID
   */
  public static Sid parse(String text) throws MalformedPolicyException {
    return tryParse(text)
        .orElseThrow(() ->
            new MalformedPolicyException("SID", "expected S-1-… but found " + abbreviated(text)));
  }

  /** The SID that a text stands for; empty if it is none. */
  public static Optional<Sid> tryParse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long authority =
        matcher.group(1).length() > 2 && Character.toLowerCase(matcher.group(1).charAt(1)) == 'x'
            ? Long.parseLong(matcher.group(1).substring(2), 16)
            : Long.parseLong(matcher.group(1));
    List<Long> subs = new ArrayList<>();
    if (!matcher.group(2).isEmpty()) {
      for (String sub : matcher.group(2).substring(1).split("-")) {
        subs.add(Long.parseLong(sub));
      }
    }
    return subs.stream().anyMatch(sub -> sub > MAX_SUB_AUTHORITY)
        ? Optional.empty()
        : Optional.of(new Sid(authority, subs));
  }

  private static String abbreviated(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Reads the binary form, {@code objectSid} for one.
   *
   * @throws MalformedPolicyException if the bytes are not one SID from end to end
   */
  public static Sid read(byte[] bytes) throws MalformedPolicyException {
    LittleEndianReader reader = new LittleEndianReader("SID", bytes);
    Sid sid = read(reader);
    if (reader.remaining() > 0) {
      throw reader.malformed("has " + reader.remaining() + " bytes after its end");
    }
    return sid;
  }

  static Sid read(LittleEndianReader reader) throws MalformedPolicyException {
    int revision = reader.unsignedByte();
    int count = reader.unsignedByte();
    if (revision != 1 || count > MAX_SUB_AUTHORITIES) {
      throw reader.malformed("SID of revision " + revision + " with " + count + " sub-authorities");
    }
    long authority = 0;
    for (int i = 0; i < 6; i++) {
      authority = authority << 8 | reader.unsignedByte();
    }
    List<Long> subs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      subs.add(reader.unsignedInt());
    }
    return new Sid(authority, subs);
  }

  /** The binary form. */
  public byte[] toByteArray() {
    ByteBuffer buffer = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    write(buffer);
    return buffer.array();
  }

  int size() {
    return HEADER_SIZE + 4 * subAuthorities.size();
  }

  void write(ByteBuffer buffer) {
    buffer.put((byte) 1).put((byte) subAuthorities.size());
    for (int shift = 40; shift >= 0; shift -= 8) {
      buffer.put((byte) (authority >>> shift));
    }
    subAuthorities.forEach(sub -> buffer.putInt(sub.intValue()));
  }

  /** Whether it belongs to a domain or a machine: {@code S-1-5-21-x-y-z} or one below it. */
  public boolean isDomainRelative() {
    return authority == NT_AUTHORITY
        && subAuthorities.size() >= 4
        && subAuthorities.getFirst() == NON_UNIQUE;
  }

  /** The domain that issued it: itself without the last number; empty if no domain did. */
  public Optional<Sid> domain() {
    return isDomainRelative() && subAuthorities.size() == 5
        ? Optional.of(new Sid(authority, subAuthorities.subList(0, 4)))
        : Optional.empty();
  }

  /** The last number, the relative identifier; empty if there is no sub-authority. */
  public Optional<Long> rid() {
    return subAuthorities.isEmpty() ? Optional.empty() : Optional.of(subAuthorities.getLast());
  }

  /** The SID with one more number: the account of this domain with the given RID. */
  public Sid withRid(long rid) {
    List<Long> subs = new ArrayList<>(subAuthorities);
    subs.add(rid);
    return new Sid(authority, subs);
  }

  /** The string form of MS-DTYP 2.4.2.1. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(48).append("S-1-");
    if (authority > MAX_SUB_AUTHORITY) {
      text.append("0x").append(HexFormat.of().toHexDigits(authority, 12));
    } else {
      text.append(authority);
    }
    for (long sub : subAuthorities) {
      text.append('-').append(sub);
    }
    return text.toString();
  }
}
