package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.gpmc.BackupCatalog;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.StoredBackup;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is in the backup stores. */
@Path(Paths.BASE + "/backup-stores")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
public class BackupsResource {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final BackupCatalog catalog;

  BackupsResource(BackupCatalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "Lists the backup stores")
  public Pages.Stores stores() {
    return new Pages.Stores(
        catalog.stores().stream().map(store -> new Pages.Store(store.value())).toList());
  }

  @GET
  @Path("/{store}/backups")
  @Operation(summary = "Lists the backups in a store, the newest first")
  public Pages.Backups backups(
      @PathParam("store") String store,
      @Parameter(description = "Display name or {GUID}", example = "Default Domain Policy")
          @QueryParam("gpo")
          Optional<String> gpo,
      @Parameter(description = "true: only the newest of each GPO", example = "true")
          @QueryParam("latest")
          Optional<String> latest) {
    QueryParameters query = new QueryParameters();
    Optional<GpoName> wanted = query.read("gpo", gpo, GpoName::parse);
    query.finish();
    Set<UUID> seen = new HashSet<>();
    boolean newest = latest.filter("true"::equals).isPresent();
    return new Pages.Backups(
        catalog(() -> catalog.backups(name(store))).stream()
            .filter(backup -> wanted.isEmpty() || isOf(backup, wanted.get()))
            .filter(backup -> seen.add(backup.gpo().id()) || !newest)
            .map(backup -> Pages.Backup.of(store, backup))
            .toList());
  }

  private static boolean isOf(StoredBackup backup, GpoName gpo) {
    return switch (gpo) {
      case GpoName.ById(UUID id) -> backup.gpo().id().equals(id);
      case GpoName.ByDisplayName(String name) -> backup.gpo().displayName().equalsIgnoreCase(name);
    };
  }

  @GET
  @Path("/{store}/backups/{backup}")
  @Operation(summary = "Tells of a backup")
  public Pages.Backup backup(@PathParam("store") String store, @PathParam("backup") String backup) {
    return Pages.Backup.of(store, catalog(() -> catalog.backup(name(store), id(backup))));
  }

  @GET
  @Path("/{store}/backups/{backup}/report")
  @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_XML})
  @Operation(
      summary = "Renders the report on a backup",
      description = "As type says, xml or html, which is the default.")
  public Response report(
      @PathParam("store") String store,
      @PathParam("backup") String backup,
      @Parameter(example = "html") @QueryParam("type") Optional<String> type) {
    QueryParameters query = new QueryParameters();
    ReportType wanted = query.read("type", type, BackupsResource::type).orElse(ReportType.HTML);
    query.finish();
    UUID id = id(backup);
    String text = catalog(() -> catalog.report(name(store), id, wanted)).text();
    boolean html = wanted == ReportType.HTML;
    byte[] bytes =
        html
            ? text.getBytes(StandardCharsets.UTF_8)
            : (BYTE_ORDER_MARK + text).getBytes(StandardCharsets.UTF_16LE);
    return ReportsResource.answer(html, id.toString()).entity(bytes).build();
  }

  @GET
  @Path("/{store}/backups/{before}/diff/{after}")
  @Operation(summary = "Tells what is different between two backups, setting by setting")
  public Pages.Difference compare(
      @PathParam("store") String store,
      @PathParam("before") String before,
      @PathParam("after") String after) {
    UUID first = id(before);
    UUID second = id(after);
    return new Pages.Difference(
        Pages.Backup.of(store, catalog(() -> catalog.backup(name(store), first))),
        Pages.Backup.of(store, catalog(() -> catalog.backup(name(store), second))),
        catalog(() -> catalog.compare(name(store), first, second)).stream()
            .map(Pages.Change::of)
            .toList());
  }

  /** Something of the catalog. */
  private interface Look<T> {
    T look() throws GpmcException;
  }

  private static <T> T catalog(Look<T> look) {
    try {
      return look.look();
    } catch (GpmcException e) {
      throw ProblemException.of(e);
    }
  }

  private BackupStoreName name(String store) {
    List<BackupStoreName> names =
        catalog.stores().stream().filter(it -> it.value().equals(store)).toList();
    if (names.isEmpty()) {
      throw ProblemException.notFound(
          "This backup store is not configured; there are "
              + String.join(", ", catalog.stores().stream().map(BackupStoreName::value).toList())
              + ".");
    }
    return names.getFirst();
  }

  /** In braces, as GPMC writes it, or without, which needs no escaping. */
  private static UUID id(String text) {
    try {
      boolean braced = text.startsWith("{") && text.endsWith("}");
      return UUID.fromString(braced ? text.substring(1, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("This is no id of a backup; it is a GUID.");
    }
  }

  private static ReportType type(String text) {
    return ReportType.ofWireName(text)
        .filter(it -> it == ReportType.XML || it == ReportType.HTML)
        .orElseThrow(() -> new IllegalArgumentException("must be xml or html"));
  }
}
