package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DomainSource;
import io.gpmcworker.gpmc.directory.restore.RestoreGpoOperation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker dies amid a change, and the next one comes to another domain controller. Two embedded
 * domains stand for two controllers of one domain between which nothing has replicated yet.
 */
class ControllerOfChangeTest {

  private static final String GPO = "Startup Scripts";

  @TempDir Path folder;
  private EmbeddedFaultDomain other;
  private EmbeddedFaultDomain mine;
  private RestoreGpo restore;
  private DomainState before;
  private final OperationContext context = TestDomain.nextOperation();

  @BeforeEach
  void open() throws Exception {
    other = new EmbeddedFaultDomain(folder.resolve("other"), "corp.example", Set.of(GPO));
    mine = new EmbeddedFaultDomain(folder.resolve("mine"), "corp.example", Set.of(GPO));
    UUID backup = mine.test().backup(GPO).id();
    restore = Requests.restored(backup);
    GpoChanges changes = new GpoChanges(mine.domain());
    UUID gpo = mine.test().idOf(GPO);
    changes.change(gpo, changes.save(gpo));
    before = mine.state();
  }

  @AfterEach
  void close() throws Exception {
    other.close();
    mine.close();
  }

  /** Restores on the second controller, by a worker that dies at one of its calls. */
  private GpmcResult restoreAndDie(int at) throws Exception {
    Faults dying = new Faults(Kind.DIE, at, () -> {});
    try (FaultDomain.FaultyDriver driver = mine.driver(dying, dying::ofRequest)) {
      return TestDomain.run(driver.driver(), restore, context, progress -> {});
    }
  }

  /** Dies at the first call behind which the GPO's files are others. */
  private GpmcResult restoreHalf() throws Exception {
    int call = 40;
    GpmcResult result = restoreAndDie(call);
    while (mine.state().gpos().equals(before.gpos())) {
      result = restoreAndDie(++call);
    }
    return result;
  }

  /** To a worker whose controller is gone for good it is the same as its own death. */
  @Test
  void aControllerThatDiesAmidTheChangeIsAnEndThatSaysWhereTheOldOneIs() throws Exception {
    GpmcResult result = restoreHalf();
    assertThat(result.undone()).isFalse();
    assertThat(result.detail())
        .contains("It could not be undone either", "is kept in", "~gpmc-worker");
    assertThat(find(Optional.of(other.domain())).recover())
        .as("when it is back")
        .isInstanceOf(Recovery.NothingLeft.class);
    assertThat(mine.state().otherThan(before)).isEmpty();
  }

  /** Controllers by name, in their order; without a domain, one that gives this failure. */
  private record Controllers(Map<String, Optional<DirectoryDomain>> domains, HResult failure)
      implements DomainSource {

    @Override
    public DirectoryDomain pin() throws GpmcException {
      return pin(controllers().getFirst());
    }

    @Override
    public List<String> controllers() {
      return new ArrayList<>(domains.keySet());
    }

    @Override
    public DirectoryDomain pin(String controller) throws GpmcException {
      return domains
          .getOrDefault(controller, Optional.empty())
          .orElseThrow(() -> new GpmcException(failure, controller + " does not answer."));
    }

    @Override
    public void examine(Examination examination) {}

    @Override
    public void close() {}
  }

  private Operation find(Optional<DirectoryDomain> first, HResult failure) throws GpmcException {
    Map<String, Optional<DirectoryDomain>> domains = new LinkedHashMap<>();
    domains.put("dc1", first);
    domains.put("dc2", Optional.of(mine.domain()));
    return new ControllerOfChange(new Controllers(domains, failure))
        .find(domain -> new RestoreGpoOperation(domain, restore, context));
  }

  private Operation find(Optional<DirectoryDomain> first) throws GpmcException {
    return find(first, HResult.ERROR_DS_SERVER_DOWN);
  }

  @Test
  void aChangeIsTakenBackOnTheControllerThatItWasMadeOn() throws Exception {
    DomainState untouched = other.state();
    restoreHalf();

    assertThat(find(Optional.of(other.domain())).recover())
        .isInstanceOf(Recovery.NothingLeft.class);

    assertThat(mine.state().otherThan(before)).isEmpty();
    assertThat(mine.state().leftovers()).isEmpty();
    assertThat(other.state().otherThan(untouched)).isEmpty();
  }

  @Test
  void itIsFoundThoughAnotherControllerDoesNotAnswer() throws Exception {
    restoreHalf();
    assertThat(find(Optional.empty()).recover()).isInstanceOf(Recovery.NothingLeft.class);
    assertThat(mine.state().otherThan(before)).isEmpty();
  }

  @Test
  void oneThatWasDoneIsDoneWhicheverControllerIsAskedFirst() throws Exception {
    restoreAndDie(Integer.MAX_VALUE);
    Operation found = find(Optional.of(other.domain()));
    assertThat(found.recover())
        .isEqualTo(
            new Recovery.Completed(
                new ResultValue.Gpo(mine.test().idOf(GPO), GPO, "corp.example")));
  }

  @Test
  void whereNoneKnowsOfItAndAllAnswerNothingIsLeft() throws Exception {
    assertThat(find(Optional.of(other.domain())).recover())
        .isInstanceOf(Recovery.NothingLeft.class);
  }

  @Test
  void whereNoneKnowsOfItAndOneDoesNotAnswerNobodyCanTell() {
    assertThatThrownBy(() -> find(Optional.empty()))
        .isInstanceOf(GpmcException.class)
        .hasMessageContaining("dc1 does not answer.")
        .hasMessageContaining("~gpmc-worker");
  }

  @Test
  void anAccountThatIsRefusedIsNotTriedOnTheNext() {
    assertThatThrownBy(() -> find(Optional.empty(), HResult.E_ACCESSDENIED))
        .isInstanceOfSatisfying(
            GpmcException.class, e -> assertThat(e.hresult()).isEqualTo(HResult.E_ACCESSDENIED));
  }
}
