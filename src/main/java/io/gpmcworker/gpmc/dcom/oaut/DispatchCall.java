package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of {@code IDispatch::Invoke} (MS-OAUT 3.1.4.4).
 *
 * @param dispId the member
 * @param flags {@code DISPATCH_METHOD}, {@code _PROPERTYGET}, …
 * @param arguments in the order of the method's declaration; those by reference are in their places
 * @param references where among {@code arguments} those passed by reference stand, in the order in
 *     which the answer has to hold them
 */
public record DispatchCall(
    int dispId, int flags, List<Variant> arguments, List<Integer> references) {

  /** {@code IDispatch::Invoke}'s number. */
  public static final int INVOKE = 6;

  /** {@code DISPATCH_PROPERTYPUT}. */
  public static final int PROPERTY_PUT = 4;

  private static final int MAX_ARGUMENTS = 64;

  public DispatchCall {
    arguments = List.copyOf(arguments);
    references = List.copyOf(references);
  }

  /** Reads the arguments, after the head of the call. */
  public static DispatchCall read(NdrReader in) throws MalformedException {
    int dispId = in.i32();
    in.guid();
    in.i32();
    int flags = in.i32();
    VariantReader variants = new VariantReader(in);

    boolean hasArguments = in.pointer();
    boolean hasNames = in.pointer();
    int count = in.count(MAX_ARGUMENTS, 0);
    int names = in.count(MAX_ARGUMENTS, 0);
    List<Variant> reversed = new ArrayList<>();
    if (hasArguments) {
      in.conformance(count);
      reversed.addAll(variants.readArray(count));
    } else if (count != 0) {
      throw new MalformedException("a call announces arguments and has none");
    }
    if (hasNames) {
      in.conformance(names);
      in.skip(4 * names);
    }

    int byReference = in.count(MAX_ARGUMENTS, 0);
    in.conformance(byReference);
    List<Integer> positions = new ArrayList<>();
    for (int n = 0; n < byReference; n++) {
      int position = in.count(MAX_ARGUMENTS, 0);
      if (position >= count || positions.contains(count - 1 - position)) {
        throw new MalformedException("an argument by reference stands where there is none");
      }
      positions.add(count - 1 - position);
    }
    in.conformance(byReference);
    List<Variant> referred = variants.readArray(byReference);
    List<Variant> arguments = new ArrayList<>(reversed.reversed());
    for (int n = 0; n < byReference; n++) {
      arguments.set(positions.get(n), referred.get(n));
    }
    return new DispatchCall(dispId, flags, arguments, positions);
  }
}
