package io.gpmcworker.api;

import io.gpmcworker.api.page.ContentPolicy;
import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.operation.OperationView;
import io.gpmcworker.operation.Operations;
import io.gpmcworker.operation.ReportsConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The reports that operations have written. */
@Path(Paths.BASE + "/operations/{id}/report")
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
@ApplicationScoped
public class ReportsResource {

  private final Operations operations;
  private final Optional<java.nio.file.Path> folder;

  ReportsResource(Operations operations, ReportsConfig config) {
    this.operations = operations;
    this.folder = config.path().map(path -> path.toAbsolutePath().normalize());
  }

  @GET
  @Operation(
      summary = "Hands out the report that an operation has written",
      description = "XML in UTF-16 as GPMC writes it, or a page that stands alone.")
  public Response report(@PathParam("id") String id) throws SQLException {
    OperationView operation =
        operations
            .find(id)
            .orElseThrow(() ->
                ProblemException.notFound("There is no operation of this id, or not any more."));
    URI place =
        operation
            .report()
            .orElseThrow(() -> ProblemException.notFound("The operation has written no report."));
    java.nio.file.Path file =
        file(place)
            .orElseThrow(() ->
                ProblemException.notFound(
                    "The report is not in this worker's gpmc.reports.path; replicas need a shared folder."));
    boolean html = file.toString().endsWith("." + ReportType.HTML.wireName());
    return answer(html, id).entity(file.toFile()).build();
  }

  /** Only what lies directly in the folder for reports is handed out. */
  private Optional<java.nio.file.Path> file(URI place) {
    try {
      java.nio.file.Path file = java.nio.file.Path.of(place);
      return Optional.of(file)
          .filter(it -> folder.filter(own -> own.equals(it.getParent())).isPresent())
          .filter(Files::isRegularFile);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A page holds what GPOs hold: it may run its own script, and reach nothing at all. */
  static Response.ResponseBuilder answer(boolean html, String name) {
    ReportType type = html ? ReportType.HTML : ReportType.XML;
    Response.ResponseBuilder answer =
        Response.ok()
            .header(HttpHeaders.CONTENT_TYPE, html ? "text/html; charset=UTF-8" : type.mediaType())
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "%s; filename=\"%s.%s\""
                    .formatted(html ? "inline" : "attachment", name, type.wireName()))
            .header("Referrer-Policy", "no-referrer");
    return html ? answer.header(ContentPolicy.HEADER, ContentPolicy.REPORT) : answer;
  }
}
