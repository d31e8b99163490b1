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
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
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
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}
