package io.gpmcworker.gpmc.dcom.gpm;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import java.util.ArrayList;
import java.util.List;

/** {@code IGPMDomain}, {@code IGPMDomain2} and {@code IGPMDomain3}: looking things up. */
public final class GpmDomain {

  private static final int GET_DOMAIN_NAME = 8;
  private static final int CREATE_GPO = 9;
  private static final int GET_GPO = 10;
  private static final int SEARCH_GPOS = 11;
  private static final int GET_STARTER_GPO = 19;
  private static final int SEARCH_STARTER_GPOS = 20;
  private static final int PUT_DISPLAY_NAME = 8;

  private static final int CRITERIA_ADD = 7;
  private static final int GPO_DISPLAY_NAME = 2;
  private static final int STARTER_GPO_DISPLAY_NAME = 12;
  private static final int EQUALS = 0;

  /** Candidates named in a message. */
  private static final int MAX_CANDIDATES = 20;

  private final Gpm gpm;
  private final ComPointer domain;

  GpmDomain(Gpm gpm, ComPointer domain) {
    this.gpm = gpm;
    this.domain = domain;
  }

  /** {@code IGPMDomain}. */
  public ComPointer pointer() {
    return domain;
  }

  /** {@code get_Domain}: its DNS name. */
  public String name() throws ComException {
    return GpmResults.text(domain, GET_DOMAIN_NAME);
  }

  /** {@code IGPMDomain2}. */
  public ComPointer second() throws ComException {
    return domain.query(GpmIds.IGPM_DOMAIN2);
  }

  /** {@code IGPMDomain3}. */
  public ComPointer third() throws ComException {
    return domain.query(GpmIds.IGPM_DOMAIN3);
  }

  /**
   * The GPO of a name.
   *
   * @throws GpmcException if there is none, or more than one
   */
  public ComPointer gpo(GpoName name) throws ComException, GpmcException {
    return switch (name) {
      case GpoName.ById id ->
          domain.method(GET_GPO).in(id.toString()).outPointer().invoke().required(0);
      case GpoName.ByDisplayName byName ->
          only(
              byName.displayName(),
              search(domain, SEARCH_GPOS, GPO_DISPLAY_NAME, byName.displayName()),
              "GPO",
              10);
    };
  }

  /** {@code CreateGPO}, with a display name. */
  public ComPointer createGpo(String displayName) throws ComException {
    ComPointer gpo = domain.method(CREATE_GPO).outPointer().invoke().required(0);
    gpo.method(PUT_DISPLAY_NAME).in(displayName).invoke();
    return gpo;
  }

  /** Whether there is a GPO of that name. */
  public boolean has(GpoName name) throws ComException {
    return switch (name) {
      case GpoName.ById id -> {
        try {
          domain.method(GET_GPO).in(id.toString()).outPointer().invoke();
          yield true;
        } catch (ComException e) {
          if (e.answered()) {
            yield false;
          }
          throw e;
        }
      }
      case GpoName.ByDisplayName byName ->
          GpmResults.count(search(domain, SEARCH_GPOS, GPO_DISPLAY_NAME, byName.displayName())) > 0;
    };
  }

  /**
   * The Starter GPO of a name.
   *
   * @throws GpmcException if there is none, or more than one
   */
  public ComPointer starterGpo(GpoName name) throws ComException, GpmcException {
    ComPointer second = second();
    return switch (name) {
      case GpoName.ById id ->
          second.method(GET_STARTER_GPO).in(id.toString()).outPointer().invoke().required(0);
      case GpoName.ByDisplayName byName ->
          only(
                  byName.displayName(),
                  search(
                      second, SEARCH_STARTER_GPOS, STARTER_GPO_DISPLAY_NAME, byName.displayName()),
                  "Starter GPO",
                  14)
              .query(GpmIds.IGPM_STARTER_GPO);
    };
  }

  private ComPointer search(ComPointer where, int method, int property, String name)
      throws ComException {
    ComPointer criteria = gpm.searchCriteria();
    criteria
        .method(CRITERIA_ADD)
        .in(property)
        .in(EQUALS)
        .inOptional(java.util.Optional.of(name))
        .invoke();
    return where.method(method).in(criteria).outPointer().invoke().required(0);
  }

  private static ComPointer only(String name, ComPointer found, String what, int idSlot)
      throws ComException, GpmcException {
    int count = GpmResults.count(found);
    if (count == 0) {
      throw new GpmcException(
          HResult.ERROR_DS_NO_SUCH_OBJECT,
          "There is no %s of the name %s; check the name, or use the {GUID}".formatted(what, name));
    }
    if (count > 1) {
      List<String> ids = new ArrayList<>();
      for (int n = 1; n <= Math.min(count, MAX_CANDIDATES); n++) {
        ids.add(GpmResults.text(typed(GpmResults.item(found, n), idSlot), idSlot));
      }
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "%d %ss have the name %s; use the {GUID} of one of them: %s"
              .formatted(count, what, name, String.join(", ", ids)));
    }
    return typed(GpmResults.item(found, 1), idSlot);
  }

  /** Items of a collection are handed out as {@code IDispatch}. */
  private static ComPointer typed(ComPointer item, int idSlot) throws ComException {
    return item.query(idSlot == 10 ? GpmIds.IGPM_GPO : GpmIds.IGPM_STARTER_GPO);
  }
}
