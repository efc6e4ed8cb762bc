#!/usr/bin/env bash
# What the official OpenSearch image does for docker-compose.yml, before and instead of its demonstration:
#   secured.sh keys DIR NODE …   once: an authority of this installation's own, and a key for each node
#   secured.sh node              write who may do what, then start the node
#   secured.sh rights            tell a running cluster who may do what, after SEARCH_PASSWORD was changed
# Names: SEARCH_PASSWORD (of the user `portal`), SEARCH_PREFIX. Keys lie in files that only the server's own
# user can read; the word that opens them is no secret.
set -euo pipefail
umask 077
home=${OPENSEARCH_HOME:-/usr/share/opensearch}
conf=${OPENSEARCH_PATH_CONF:-$home/config}
word=opens-the-file
export PATH="$home/jdk/bin:$PATH"
[ -z "${JAVA_HOME:-}" ] || export PATH="$JAVA_HOME/bin:$PATH"

key_of() { # store, alias, name, extensions …
    local store=$1 alias=$2 name=$3
    shift 3
    keytool -genkeypair -alias "$alias" -dname "CN=$name" -keyalg EC -groupname secp256r1 \
        -validity 3650 -keystore "$store" -storetype PKCS12 -storepass "$word" "$@"
}

signed() { # directory, node
    local store=$1/$2.p12 request=$1/$2.request answer=$1/$2.answer
    key_of "$store" node "$2"
    keytool -certreq -alias node -keystore "$store" -storepass "$word" -file "$request"
    keytool -gencert -alias authority -keystore "$1/authority.p12" -storepass "$word" -validity 3650 -rfc \
        -ext "san=dns:$2,dns:localhost,ip:127.0.0.1" -ext ku:critical=digitalSignature,keyAgreement \
        -ext eku=serverAuth,clientAuth -infile "$request" -outfile "$answer"
    keytool -importcert -noprompt -alias authority -file "$1/authority.pem" -keystore "$store" -storepass "$word"
    keytool -importcert -noprompt -alias node -file "$answer" -keystore "$store" -storepass "$word"
    rm "$request" "$answer"
}

make_keys() { # directory, nodes …
    local place=$1 node
    shift
    [ ! -f "$place/made" ] || return 0
    rm -f "$place"/*.p12 "$place"/*.pem
    key_of "$place/authority.p12" authority "search authority" -ext bc:critical=ca:true -ext ku:critical=keyCertSign
    keytool -exportcert -rfc -alias authority -keystore "$place/authority.p12" -storepass "$word" \
        -file "$place/authority.pem"
    keytool -importcert -noprompt -alias authority -file "$place/authority.pem" -keystore "$place/trust.p12" \
        -storetype PKCS12 -storepass "$word"
    for node in "$@" admin; do signed "$place" "$node"; done
    chmod 755 "$place"
    chmod 644 "$place/authority.pem"
    touch "$place/made"
}

write_rights() {
    local place=$conf/opensearch-security prefix=${SEARCH_PREFIX:-utlysa} hash
    : "${SEARCH_PASSWORD:?set SEARCH_PASSWORD}"
    hash=$(bash "$home/plugins/opensearch-security/tools/hash.sh" -env SEARCH_PASSWORD | tail -n 1)
    cat >"$place/internal_users.yml" <<END
_meta: {type: internalusers, config_version: 2}
portal: {hash: "$hash", reserved: true, backend_roles: [], description: "The portal"}
END
    cat >"$place/roles.yml" <<END
_meta: {type: roles, config_version: 2}
portal:
  cluster_permissions: [cluster_composite_ops, cluster_monitor]
  index_permissions:
    - index_patterns: ["$prefix", "$prefix-*"]
      allowed_actions: [indices_all]
END
    cat >"$place/roles_mapping.yml" <<END
_meta: {type: rolesmapping, config_version: 2}
portal: {users: [portal]}
END
}

case ${1:-} in
keys)
    shift
    make_keys "$@"
    ;;
node)
    write_rights
    exec "$home/opensearch-docker-entrypoint.sh" opensearch
    ;;
rights)
    write_rights
    keys=$conf/keys
    exec bash "$home/plugins/opensearch-security/tools/securityadmin.sh" -cd "$conf/opensearch-security" -icl \
        -h localhost -p "${SEARCH_PORT:-9200}" -ks "$keys/admin.p12" -kst PKCS12 -kspass "$word" -ksalias node \
        -ts "$keys/trust.p12" -tst PKCS12 -tspass "$word"
    ;;
*)
    echo "Say keys, node or rights." >&2
    exit 2
    ;;
esac
