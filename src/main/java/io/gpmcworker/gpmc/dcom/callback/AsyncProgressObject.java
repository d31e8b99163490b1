package io.gpmcworker.gpmc.dcom.callback;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.exporter.ComObject;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.oaut.DispatchAnswer;
import io.gpmcworker.gpmc.dcom.oaut.DispatchCall;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.oaut.VariantReader;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One operation's {@code IGPMAsyncProgress}, a dual interface: {@code Status} is called by its slot
 * or through {@code IDispatch::Invoke}.
 */
public final class AsyncProgressObject implements ComObject {

  /** {@code IGPMAsyncProgress} (gpmgmt.idl). */
  public static final UUID IID = UUID.fromString("6aac29f8-5948-4324-bf70-423818942dbc");

  private static final int GET_TYPE_INFO_COUNT = 3;
  private static final int GET_TYPE_INFO = 4;
  private static final int GET_IDS_OF_NAMES = 5;
  private static final int STATUS = 7;

  private static final int STATUS_DISPID = 1;
  private static final int STATUS_ARGUMENTS = 5;
  private static final int UNKNOWN_NAME = 0x80020006;
  private static final int MAX_NAMES = 64;
  private static final int MAX_NAME_LENGTH = 256;

  private final String caller;
  private final Consumer<ProgressCall> listener;

  /**
   * An object for one operation.
   *
   * @param caller who runs the operation; nobody else may call
   * @param listener told of each call, in the order of their arrival on one connection; returns at
   *     once
   */
  public AsyncProgressObject(NtlmAccount caller, Consumer<ProgressCall> listener) {
    this.caller = caller.toString();
    this.listener = listener;
  }

  @Override
  public Set<UUID> interfaces() {
    return Set.of(IID, Iids.IDISPATCH);
  }

  @Override
  public boolean serves(String asking) {
    return caller.equals(asking);
  }

  @Override
  public void call(UUID iid, int opnum, NdrReader in, NdrWriter out)
      throws MalformedException, RpcFaultException {
    switch (opnum) {
      case GET_TYPE_INFO_COUNT -> out.i32(0).i32(HResult.S_OK.code());
      case GET_TYPE_INFO -> out.pointer(false).i32(HResult.E_NOTIMPL.code());
      case GET_IDS_OF_NAMES -> idsOfNames(in, out);
      case DispatchCall.INVOKE -> invoke(DispatchCall.read(in)).write(out);
      case STATUS -> {
        if (!iid.equals(IID)) {
          throw new RpcFaultException(
              RpcFaultException.NO_SUCH_METHOD, "IDispatch has no method " + opnum);
        }
        status(in);
        out.i32(HResult.S_OK.code());
      }
      default ->
          throw new RpcFaultException(
              RpcFaultException.NO_SUCH_METHOD, "IGPMAsyncProgress has no method " + opnum);
    }
  }

  private void status(NdrReader in) throws MalformedException {
    int numerator = in.i32();
    int denominator = in.i32();
    HResult status = new HResult(in.i32());
    Variant result = new VariantReader(in).read();
    Optional<ObjRef> messages =
        in.pointer() ? Optional.of(ObjRef.readPointer(in)) : Optional.empty();
    listener.accept(new ProgressCall(numerator, denominator, status, result, messages));
  }

  private DispatchAnswer invoke(DispatchCall call) {
    if (call.dispId() != STATUS_DISPID) {
      return DispatchAnswer.refused(DispatchAnswer.MEMBER_NOT_FOUND);
    }
    List<Variant> arguments = call.arguments();
    if (arguments.size() != STATUS_ARGUMENTS) {
      return DispatchAnswer.refused(DispatchAnswer.BAD_PARAMETER_COUNT);
    }
    Optional<HResult> status = status(arguments.get(2).dereferenced());
    Variant messages = arguments.get(4).dereferenced();
    if (status.isPresent()
        && arguments.get(0).dereferenced() instanceof Variant.Whole numerator
        && arguments.get(1).dereferenced() instanceof Variant.Whole denominator
        && isPointer(messages)) {
      listener.accept(
          new ProgressCall(
              (int) numerator.value(),
              (int) denominator.value(),
              status.get(),
              arguments.get(3).dereferenced(),
              messages instanceof Variant.Interface pointer
                  ? pointer.reference()
                  : Optional.empty()));
      List<Variant> unchanged = call.references().stream().map(arguments::get).toList();
      return DispatchAnswer.of(new Variant.Empty(), unchanged);
    }
    return DispatchAnswer.refused(DispatchAnswer.TYPE_MISMATCH);
  }

  private static Optional<HResult> status(Variant variant) {
    return switch (variant) {
      case Variant.Whole whole -> Optional.of(new HResult((int) whole.value()));
      case Variant.Scode error -> Optional.of(new HResult(error.status()));
      default -> Optional.empty();
    };
  }

  private static boolean isPointer(Variant variant) {
    return variant instanceof Variant.Interface
        || variant instanceof Variant.Empty
        || variant instanceof Variant.Null;
  }

  private static void idsOfNames(NdrReader in, NdrWriter out) throws MalformedException {
    in.guid();
    int count = in.count(MAX_NAMES, 4);
    boolean[] present = new boolean[count];
    for (int n = 0; n < count; n++) {
      present[n] = in.pointer();
    }
    boolean known = count > 0;
    int[] ids = new int[count];
    for (int n = 0; n < count; n++) {
      boolean status = present[n] && name(in).equalsIgnoreCase("Status");
      ids[n] = status ? STATUS_DISPID : -1;
      known &= status;
    }
    out.i32(count);
    for (int id : ids) {
      out.i32(id);
    }
    out.i32(known ? HResult.S_OK.code() : UNKNOWN_NAME);
  }

  /** {@code LPOLESTR}: a conformant and varying string. */
  private static String name(NdrReader in) throws MalformedException {
    in.count(MAX_NAME_LENGTH, 0);
    in.conformance(0);
    int length = in.count(MAX_NAME_LENGTH, 2);
    StringBuilder name = new StringBuilder();
    for (int n = 0; n < length; n++) {
      char unit = (char) in.u16();
      if (unit != 0) {
        name.append(unit);
      }
    }
    return name.toString();
  }
}
