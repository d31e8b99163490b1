package io.gpmcworker.gpmc.dcom.server;

import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.VARIANT;

import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.List;
import java.util.Optional;

/** Operations that run, and what comes out of them. */
final class Operations extends Served {

  Operations(GpmcServer server) {
    super(server);
  }

  /** The asynchronous form alone: the synchronous one is not asked for. */
  List<Object> start(GpmcRequest request, Object progress) throws DualObject.Status {
    GpmcServer.Started started = begin(request, progress);
    DualObject cancel =
        object(Guid.IGPM_ASYNC_CANCEL)
            .method(
                7,
                1,
                List.of(),
                List.of(),
                a -> {
                  server.cancels.incrementAndGet();
                  started.call().cancel().cancel();
                  return List.of();
                });
    return List.of(dispatch(lend(cancel, Guid.IGPM_ASYNC_CANCEL)), Optional.of(result()));
  }

  /** Where {@code pvarGPMCancel} is declared {@code [in]}. */
  List<Object> startWithoutCancel(GpmcRequest request, Object progress) throws DualObject.Status {
    begin(request, progress);
    return List.of(Optional.of(result()));
  }

  private GpmcServer.Started begin(GpmcRequest request, Object progress) throws DualObject.Status {
    if (!(((Variant) progress).dereferenced() instanceof Variant.Interface pointer)
        || pointer.reference().isEmpty()) {
      throw new DualObject.Status(0x80004001);
    }
    return server.start(request, pointer.reference().get());
  }

  /** {@code IGPMResult} of a call that has just begun. */
  private ObjRef result() {
    DualObject result =
        object(Guid.IGPM_RESULT)
            .method(8, 2, List.of(), List.of(VARIANT), a -> List.of(new Variant.Empty()))
            .method(9, 3, List.of(), List.of(), a -> List.of());
    return lend(result, Guid.IGPM_RESULT);
  }

  Variant variant(ResultValue value, GpmcRequest request) {
    return switch (value) {
      case ResultValue.Gpo gpo -> dispatch(new GpmObjects(server).gpo(gpo));
      case ResultValue.Backup backup -> dispatch(new GpmObjects(server).backup(backup));
      case ResultValue.Report report -> new Variant.Text(report.text());
      case ResultValue.StarterGpo starter ->
          request instanceof GpmcRequest.SaveStarterGpo
              ? new Variant.Text(io.gpmcworker.gpmc.GpoName.braced(starter.id()))
              : dispatch(new StarterObjects(server).starterGpo(starter));
      case ResultValue.StarterGpoBackup backup ->
          dispatch(new StarterObjects(server).backup(backup));
      default -> throw new IllegalStateException("no object stands for " + value);
    };
  }

  ObjRef messages(List<StatusMessage> messages) {
    return collection(messages, Guid.IGPM_STATUS_MSG_COLLECTION, this::message);
  }

  private ObjRef message(StatusMessage message) {
    DualObject object =
        object(Guid.IGPM_STATUS_MESSAGE)
            .text(7, 1, message.objectPath())
            .method(
                8,
                2,
                List.of(),
                List.of(),
                a -> {
                  throw new DualObject.Status(message.errorCode().code());
                })
            .text(9, 3, message.extensionName())
            .text(10, 4, message.settingsName())
            .method(
                11,
                5,
                List.of(),
                List.of(),
                a -> {
                  throw new DualObject.Status(message.operationCode().code());
                })
            .text(12, 6, message.message());
    return lend(object, Guid.IGPM_STATUS_MESSAGE);
  }
}
