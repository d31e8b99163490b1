package io.gpmcworker.policy.security;

/**
 * The rights that an ACE grants, denies or audits (MS-DTYP 2.4.3; directory rights MS-ADTS 5.1.3.2;
 * file rights MS-FSCC).
 *
 * @param bits the 32 bits
 */
public record AccessMask(int bits) {

  public static final int DS_CREATE_CHILD = 0x1;
  public static final int DS_DELETE_CHILD = 0x2;
  public static final int DS_LIST_CONTENTS = 0x4;
  public static final int DS_WRITE_PROPERTY_EXTENDED = 0x8;
  public static final int DS_READ_PROPERTY = 0x10;
  public static final int DS_WRITE_PROPERTY = 0x20;
  public static final int DS_DELETE_TREE = 0x40;
  public static final int DS_LIST_OBJECT = 0x80;
  public static final int DS_CONTROL_ACCESS = 0x100;

  public static final int FILE_READ_DATA = 0x1;
  public static final int FILE_WRITE_DATA = 0x2;
  public static final int FILE_APPEND_DATA = 0x4;
  public static final int FILE_READ_EA = 0x8;
  public static final int FILE_WRITE_EA = 0x10;
  public static final int FILE_EXECUTE = 0x20;
  public static final int FILE_DELETE_CHILD = 0x40;
  public static final int FILE_READ_ATTRIBUTES = 0x80;
  public static final int FILE_WRITE_ATTRIBUTES = 0x100;

  public static final int DELETE = 0x10000;
  public static final int READ_CONTROL = 0x20000;
  public static final int WRITE_DAC = 0x40000;
  public static final int WRITE_OWNER = 0x80000;
  public static final int SYNCHRONIZE = 0x100000;
  public static final int GENERIC_ALL = 0x10000000;
  public static final int GENERIC_EXECUTE = 0x20000000;
  public static final int GENERIC_WRITE = 0x40000000;
  public static final int GENERIC_READ = 0x80000000;

  /** Whether all the given rights are in it. */
  public boolean has(int rights) {
    return (bits & rights) == rights;
  }

  @Override
  public String toString() {
    return String.format("0x%08x", bits);
  }
}
