{{- define "gpmc-worker.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "gpmc-worker.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "gpmc-worker.labels" -}}
{{ include "gpmc-worker.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "gpmc-worker.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "gpmc-worker.name" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "gpmc-worker.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */}}
{{- define "gpmc-worker.kafkaProtocol" -}}
{{- $transport := ternary "SSL" "PLAINTEXT" .Values.kafka.tls.enabled -}}
{{- if .Values.kafka.sasl.mechanism -}}SASL_{{ end -}}{{ $transport }}
{{- end -}}

{{/* The driver verifies the server where its authority is given. */}}
{{- define "gpmc-worker.jdbcUrl" -}}
{{- $url := required "database.jdbcUrl is missing: jdbc:postgresql://host:port/name" .Values.database.jdbcUrl -}}
{{- if .Values.database.tls.ca.existingSecret -}}
{{ $url }}{{ ternary "&" "?" (contains "?" $url) }}sslmode=verify-full&sslrootcert=/run/secrets/database-ca/{{ .Values.database.tls.ca.key }}
{{- else -}}
{{ $url }}
{{- end -}}
{{- end -}}

{{/* From SIGTERM: the grace, the bound of the cancels after it, and room for what else a stop does. */}}
{{- define "gpmc-worker.terminationGracePeriodSeconds" -}}
{{- add .Values.worker.shutdownGraceSeconds .Values.worker.cancelBoundSeconds .Values.preStopSleepSeconds 30 -}}
{{- end -}}

{{/* "true" where there can be only one pod, even during an update: callbacks must reach one process, and of
a volume for one node the successor would wait for it, and it for the successor. */}}
{{- define "gpmc-worker.alone" -}}
{{- $alone := .Values.dcom.callback.enabled -}}
{{- range .Values.backupStores -}}
{{- if and .claim (not (has "ReadWriteMany" .claim.accessModes)) -}}{{- $alone = true -}}{{- end -}}
{{- end -}}
{{- if $alone -}}true{{- end -}}
{{- end -}}

{{- define "gpmc-worker.updateStrategy" -}}
{{- .Values.updateStrategy | default (ternary "Recreate" "RollingUpdate" (eq (include "gpmc-worker.alone" .) "true")) -}}
{{- end -}}

{{/* What Java is told: by the chart, and by extraEnv, of which Java would read only one. */}}
{{- define "gpmc-worker.javaOptions" -}}
{{- $options := list -}}
{{/* Kafka asks no URL for tokens that is not on this list. */}}
{{- with .Values.kafka.sasl }}{{ if eq .mechanism "OAUTHBEARER" }}{{ $options = append $options (printf "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=%s" .oauth.tokenEndpoint) }}{{ end }}{{ end -}}
{{- range .Values.extraEnv }}{{ if and (eq .name "JDK_JAVA_OPTIONS") .value }}{{ $options = append $options .value }}{{ end }}{{ end -}}
{{- join " " $options -}}
{{- end -}}

{{/* A volume of one key of a secret: (tuple secret key). The others stay away, and a pod waits for the key. */}}
{{- define "gpmc-worker.secretVolume" -}}
secret:
  secretName: {{ index . 0 }}
  items:
    - key: {{ index . 1 | quote }}
      path: {{ index . 1 | quote }}
{{- end -}}

{{/* The ports of LDAP and SMB at which domain controllers are spoken to, as JSON. */}}
{{- define "gpmc-worker.controllerPorts" -}}
{{- $ports := list -}}
{{- range .Values.domains -}}
{{- if eq .settings.driver "directory" -}}
{{- $ldap := ternary 636 389 (eq (get .settings "ldap.security" | default "ldaps") "ldaps") -}}
{{- $ports = append $ports (int (get .settings "ldap.port" | default $ldap)) -}}
{{- if not (get .settings "sysvol.folder") -}}{{- $ports = append $ports (int (get .settings "sysvol.port" | default 445)) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- uniq $ports | toJson -}}
{{- end -}}

{{/* The DNS servers that domains name (10.0.0.1, 10.0.0.1:53, an IPv6 address), each with its port, as JSON. */}}
{{- define "gpmc-worker.dnsServers" -}}
{{- $servers := list -}}
{{- range .Values.domains -}}
{{- if eq .settings.driver "directory" -}}
{{- range splitList "," (get .settings "dns-servers") -}}
{{- $parts := splitList ":" (trim .) -}}
{{- if gt (len $parts) 2 -}}
{{- $servers = append $servers (dict "cidr" (printf "%s/128" (trim .)) "port" 53) -}}
{{- else if first $parts -}}
{{- $servers = append $servers (dict "cidr" (printf "%s/32" (first $parts)) "port" (ternary (last $parts) "53" (eq (len $parts) 2) | int)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- uniq $servers | toJson -}}
{{- end -}}

{{/* "true" where a domain has the driver that is given: (tuple . "directory"). */}}
{{- define "gpmc-worker.hasDriver" -}}
{{- $wanted := index . 1 -}}
{{- $found := false -}}
{{- range (index . 0).Values.domains -}}{{- if eq .settings.driver $wanted -}}{{- $found = true -}}{{- end -}}{{- end -}}
{{- if $found -}}true{{- end -}}
{{- end -}}

{{/* "true" where the worker itself speaks SMB to a backup store. */}}
{{- define "gpmc-worker.hasShare" -}}
{{- $found := false -}}
{{- range .Values.backupStores -}}{{- if .share -}}{{- $found = true -}}{{- end -}}{{- end -}}
{{- if $found -}}true{{- end -}}
{{- end -}}

{{/* Every secret that must be there before a pod can start, and its keys: a line each. */}}
{{- define "gpmc-worker.secrets" -}}
{{- $lines := list (printf "%s (%s, %s)" .Values.database.existingSecret .Values.database.usernameKey .Values.database.passwordKey) -}}
{{- with .Values.database.tls.ca }}{{ if .existingSecret }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}{{ end -}}
{{- with .Values.kafka.sasl }}{{ if .mechanism }}{{ $lines = append $lines (printf "%s (%s%s)" .existingSecret (ternary "" (printf "%s, " .usernameKey) (ne .username "")) .passwordKey) }}{{ end }}{{ end -}}
{{- with .Values.kafka.tls }}
{{- if and .enabled .ca.existingSecret }}{{ $lines = append $lines (printf "%s (%s)" .ca.existingSecret .ca.key) }}{{ end }}
{{- with .clientCertificate }}{{ if .existingSecret }}{{ $lines = append $lines (printf "%s (%s, %s)" .existingSecret .key .passwordKey) }}{{ end }}{{ end }}
{{- end -}}
{{- with .Values.api.keys }}{{ if .existingSecret }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}{{ end -}}
{{- with .Values.api.oidc }}{{ if and .authServerUrl .existingSecret }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}{{ end -}}
{{- range .Values.domains }}
{{- with .account }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}
{{- with .ca }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}
{{- end -}}
{{- range .Values.backupStores }}
{{- with .smbCsi }}{{ $lines = append $lines (printf "%s (username, password)" .existingSecret) }}{{ end }}
{{- with .share }}{{ $lines = append $lines (printf "%s (%s)" .existingSecret .key) }}{{ end }}
{{- end -}}
{{- with .Values.autoscaling }}{{ if and .enabled (eq .trigger "postgresql") .postgresql.existingSecret }}{{ $lines = append $lines (printf "%s (%s, %s)" .postgresql.existingSecret $.Values.database.usernameKey $.Values.database.passwordKey) }}{{ end }}{{ end -}}
{{- join "\n" (uniq $lines) -}}
{{- end -}}

{{/* A value as a line of properties takes it. YAML's numbers are floating point: 1000000 would be 1e+06. */}}
{{- define "gpmc-worker.property" -}}
{{- if kindIs "float64" . }}{{ int64 . }}{{ else }}{{ . | toString | replace "\\" "\\\\" }}{{ end -}}
{{- end -}}

{{/* What no schema can say: values that only make sense together. */}}
{{- define "gpmc-worker.check" -}}
{{- if and (not .Values.api.keys.existingSecret) (not .Values.api.oidc.authServerUrl) -}}
{{- fail "api.keys.existingSecret or api.oidc.authServerUrl is missing: without either the worker would listen for nobody" -}}
{{- end -}}
{{- if and .Values.kafka.sasl.mechanism (not .Values.kafka.sasl.existingSecret) -}}
{{- fail "kafka.sasl.existingSecret is missing: a secret with the credentials for kafka.sasl.mechanism" -}}
{{- end -}}
{{- if and (eq .Values.kafka.sasl.mechanism "OAUTHBEARER") (not .Values.kafka.sasl.oauth.tokenEndpoint) -}}
{{- fail "kafka.sasl.oauth.tokenEndpoint is missing: where the tokens for OAUTHBEARER come from" -}}
{{- end -}}
{{- if and .Values.kafka.tls.clientCertificate.existingSecret (not .Values.kafka.tls.enabled) -}}
{{- fail "kafka.tls.clientCertificate needs kafka.tls.enabled" -}}
{{- end -}}
{{- if .Values.dcom.callback.enabled -}}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicaCount) 1) -}}
{{- fail "dcom.callback.enabled allows one replica: a callback must reach the process that made the call; use one release for each further worker" -}}
{{- end -}}
{{- if not .Values.dcom.callback.advertisedHosts -}}
{{- fail "dcom.callback.advertisedHosts is missing: the names or addresses by which Windows hosts reach the callback service" -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.updateStrategy "RollingUpdate") (include "gpmc-worker.alone" .) -}}
{{- fail "updateStrategy must be Recreate: with dcom.callback, or with a claim that is not ReadWriteMany, there can be only one pod" -}}
{{- end -}}
{{- if and (gt (int .Values.preStopSleepSeconds) 0) (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) -}}
{{- fail (printf "preStopSleepSeconds needs Kubernetes 1.30, and this is %s: set it to 0" .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- range $name, $store := .Values.backupStores -}}
{{- with $store.smbCsi -}}
{{- if not (or .mountOptions $.Values.runAs.user) -}}
{{- fail (printf "backupStores.%s.smbCsi.mountOptions is missing: the share's files must belong to the user that the platform gives in place of runAs.user" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (include "gpmc-worker.hasDriver" (tuple . "dcom")) (not .Values.dcom.callback.enabled) -}}
{{- fail "dcom.callback.enabled is missing: a domain has the driver dcom, and its Windows host calls back" -}}
{{- end -}}
{{- range .Values.strimzi.clients -}}
{{- if hasPrefix .name "gpmc-worker-cancels" -}}
{{- fail (printf "strimzi.clients: the name %s is also the beginning of the workers' consumer group, which only they may join" .name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.strimzi.enabled (eq .Values.strimzi.authentication "tls") -}}
{{- range .Values.strimzi.clients -}}
{{- $user := printf "%s-%s" (include "gpmc-worker.name" $) .name -}}
{{- if gt (len $user) 64 -}}
{{- fail (printf "strimzi.clients: the user %s is longer than the 64 characters of a certificate's name; use a shorter name of the client or of the release" $user) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .Values.kafka.topics -}}
{{- if lt (len (uniq (list .commands .events .deadLetter))) 3 -}}
{{- fail "kafka.topics: commands, events and deadLetter must be three topics" -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := dict "gpmc.worker.shutdown-grace" "worker.shutdownGraceSeconds" "gpmc.worker.cancel-bound" "worker.cancelBoundSeconds" -}}
{{- if contains $key $.Values.configuration -}}
{{- fail (printf "configuration: set %s instead of %s; the time that Kubernetes waits for a stop is made from it" $value $key) -}}
{{- end -}}
{{- end -}}
{{- with .Values.autoscaling -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas" -}}
{{- end -}}
{{- end -}}
{{- with .Values.networkPolicy.windows -}}
{{- if gt (int .firstPort) (int .lastPort) -}}
{{- fail "networkPolicy.windows.firstPort is behind networkPolicy.windows.lastPort" -}}
{{- end -}}
{{- end -}}
{{- with .Values.dcom.callback -}}
{{- if and .enabled (lt (len (uniq (list 8080 (int .port) (int .resolverPort)))) 3) -}}
{{- fail "dcom.callback.port and dcom.callback.resolverPort must be two ports, neither of them 8080, which is HTTP's" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.strimzi.enabled (not .Values.strimzi.cluster) -}}
{{- fail "strimzi.cluster is missing: the name of the Kafka cluster" -}}
{{- end -}}
{{- range $name, $store := .Values.backupStores -}}
{{- if and $store.claim (or $.Values.autoscaling.enabled (gt (int $.Values.replicaCount) 1)) (not (has "ReadWriteMany" $store.claim.accessModes)) -}}
{{- fail (printf "backupStores.%s.claim.accessModes needs ReadWriteMany: several replicas write to it" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "gpmc-worker.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "gpmc-worker.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.runAs.user }}
runAsUser: {{ int64 . }}
{{- end }}
{{- with .Values.runAs.group }}
runAsGroup: {{ int64 . }}
{{- end }}
{{- with .Values.runAs.fsGroup }}
fsGroup: {{ int64 . }}
{{- end }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}
