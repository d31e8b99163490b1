package io.gpmcworker.gpmc.dcom.oaut;

/** {@code VARENUM} (MS-OAUT 2.2.7). */
public final class VarType {

  public static final int EMPTY = 0;
  public static final int NULL = 1;
  public static final int I2 = 2;
  public static final int I4 = 3;
  public static final int R4 = 4;
  public static final int R8 = 5;
  public static final int CY = 6;
  public static final int DATE = 7;
  public static final int BSTR = 8;
  public static final int DISPATCH = 9;
  public static final int ERROR = 10;
  public static final int BOOL = 11;
  public static final int VARIANT = 12;
  public static final int UNKNOWN = 13;
  public static final int I1 = 16;
  public static final int UI1 = 17;
  public static final int UI2 = 18;
  public static final int UI4 = 19;
  public static final int I8 = 20;
  public static final int UI8 = 21;
  public static final int INT = 22;
  public static final int UINT = 23;
  public static final int ARRAY = 0x2000;
  public static final int BYREF = 0x4000;

  private VarType() {}

  /** How many bytes a number of this type takes; 0 for what is no number. */
  static int width(int type) {
    return switch (type) {
      case I1, UI1 -> 1;
      case I2, UI2, BOOL -> 2;
      case I4, UI4, INT, UINT, ERROR, R4 -> 4;
      case I8, UI8, R8, CY, DATE -> 8;
      default -> 0;
    };
  }
}
