package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.dcom.exporter.ComObject;
import io.gpmcworker.gpmc.dcom.oaut.Bstr;
import io.gpmcworker.gpmc.dcom.oaut.DispatchAnswer;
import io.gpmcworker.gpmc.dcom.oaut.DispatchCall;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.oaut.VariantReader;
import io.gpmcworker.gpmc.dcom.oaut.VariantWriter;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An object with dual interfaces: each method by its slot and through {@code Invoke}. */
class DualObject implements ComObject {

  /** What a parameter is. */
  enum Type {
    BSTR,
    LONG,
    BOOL,
    DATE,
    POINTER,
    VARIANT
  }

  /** A method's own failure, or the value that it returns as its HRESULT. */
  static final class Status extends Exception {
    private static final long serialVersionUID = 1L;
    final int code;

    Status(int code) {
      super(Integer.toHexString(code));
      this.code = code;
    }
  }

  /** What a method does with its arguments; its results are in the order of their declaration. */
  interface Body {
    List<Object> run(List<Object> arguments) throws Status;
  }

  private record Method(int dispId, boolean property, List<Type> in, List<Type> out, Body body) {}

  private final Set<UUID> interfaces = new LinkedHashSet<>(Set.of(Iids.IDISPATCH));
  private final Map<Integer, Method> bySlot = new HashMap<>();
  private final UnaryOperator<ObjRef> asDispatch;

  /**
   * @param asDispatch turns a reference into one to the object's {@code IDispatch}, as variants
   *     hold
   */
  DualObject(UnaryOperator<ObjRef> asDispatch, UUID... iids) {
    this.asDispatch = asDispatch;
    interfaces.addAll(Arrays.asList(iids));
  }

  DualObject method(int slot, int dispId, List<Type> in, List<Type> out, Body body) {
    bySlot.put(slot, new Method(dispId, false, in, out, body));
    return this;
  }

  DualObject text(int slot, int dispId, String value) {
    return method(slot, dispId, List.of(), List.of(Type.BSTR), a -> List.of(value));
  }

  @Override
  public Set<UUID> interfaces() {
    return interfaces;
  }

  @Override
  public void call(UUID iid, int opnum, NdrReader in, NdrWriter out)
      throws MalformedException, RpcFaultException {
    if (opnum == DispatchCall.INVOKE) {
      invoke(DispatchCall.read(in)).write(out);
      return;
    }
    Method method = bySlot.get(opnum);
    if (method == null || iid.equals(Iids.IDISPATCH)) {
      throw new RpcFaultException(RpcFaultException.NO_SUCH_METHOD, "slot " + opnum);
    }
    List<Object> arguments = new ArrayList<>();
    for (Type type : method.in()) {
      arguments.add(
          switch (type) {
            case BSTR -> Bstr.read(in);
            case LONG -> in.i32();
            case BOOL -> in.u16() != 0;
            case DATE -> Double.longBitsToDouble(in.i64());
            case POINTER -> in.pointer() ? Optional.of(ObjRef.readPointer(in)) : Optional.empty();
            case VARIANT -> new VariantReader(in).read();
          });
    }
    int status = 0;
    List<Object> results = nothing(method.out());
    try {
      results = method.body().run(arguments);
    } catch (Status e) {
      status = e.code;
    }
    for (int n = 0; n < results.size(); n++) {
      write(out, method.out().get(n), results.get(n));
    }
    out.i32(status);
  }

  private static List<Object> nothing(List<Type> types) {
    List<Object> nothing = new ArrayList<>();
    for (Type type : types) {
      nothing.add(
          switch (type) {
            case BSTR -> "";
            case LONG -> 0;
            case BOOL -> false;
            case DATE -> 0.0;
            case POINTER -> Optional.empty();
            case VARIANT -> new Variant.Empty();
          });
    }
    return nothing;
  }

  private static void write(NdrWriter out, Type type, Object value) {
    switch (type) {
      case BSTR -> Bstr.write(out, (String) value);
      case LONG -> out.i32((Integer) value);
      case BOOL -> out.u16((Boolean) value ? 0xFFFF : 0);
      case DATE -> out.i64(Double.doubleToLongBits((Double) value));
      case POINTER -> {
        Optional<?> pointer = (Optional<?>) value;
        out.pointer(pointer.isPresent());
        pointer.ifPresent(reference -> ((ObjRef) reference).writePointer(out));
      }
      case VARIANT -> new VariantWriter(out).write((Variant) value);
    }
  }

  private DispatchAnswer invoke(DispatchCall call) {
    Optional<Method> found =
        bySlot.values().stream().filter(m -> m.dispId() == call.dispId()).findFirst();
    if (found.isEmpty()) {
      return DispatchAnswer.refused(DispatchAnswer.MEMBER_NOT_FOUND);
    }
    Method method = found.get();
    List<Object> arguments = new ArrayList<>();
    try {
      for (int n = 0; n < method.in().size(); n++) {
        arguments.add(argument(method.in().get(n), call.arguments().get(n)));
      }
    } catch (ClassCastException | IndexOutOfBoundsException e) {
      return DispatchAnswer.refused(DispatchAnswer.TYPE_MISMATCH);
    }
    try {
      List<Object> results = method.body().run(arguments);
      if (results.isEmpty()) {
        return DispatchAnswer.of(new Variant.Empty(), List.of());
      }
      int last = results.size() - 1;
      List<Variant> references = new ArrayList<>();
      for (int n = 0; n < Math.min(last, call.references().size()); n++) {
        Variant value = variant(method.out().get(n), results.get(n));
        references.add(
            new Variant.ByReference(io.gpmcworker.gpmc.dcom.oaut.VarType.VARIANT, value));
      }
      return DispatchAnswer.of(variant(method.out().get(last), results.get(last)), references);
    } catch (Status e) {
      return new DispatchAnswer(
          DispatchAnswer.EXCEPTION,
          new Variant.Empty(),
          new DispatchAnswer.Failure(e.code, "GPMC", "failed"),
          List.of());
    }
  }

  private static Object argument(Type type, Variant variant) {
    Variant value = variant.dereferenced();
    return switch (type) {
      case BSTR -> ((Variant.Text) value).value();
      case LONG -> (int) ((Variant.Whole) value).value();
      case BOOL -> ((Variant.Bool) value).value();
      case DATE -> ((Variant.Date) value).days();
      case POINTER -> ((Variant.Interface) value).reference();
      case VARIANT -> value;
    };
  }

  private Variant variant(Type type, Object value) {
    return switch (type) {
      case BSTR -> new Variant.Text((String) value);
      case LONG -> Variant.i4((Integer) value);
      case BOOL -> new Variant.Bool((Boolean) value);
      case DATE -> new Variant.Date((Double) value);
      case POINTER ->
          Variant.Interface.dispatch(((Optional<?>) value).map(ObjRef.class::cast).map(asDispatch));
      case VARIANT -> (Variant) value;
    };
  }
}
