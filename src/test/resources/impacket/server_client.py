"""Drives the GPMC server of the tests as an administrator's script would, with impacket, which is used
against real Windows. Usage: server_client.py HOST PORT USER PASSWORD DOMAIN LEVEL DNS_NAME GPO_NAME

The last line of the output is a JSON object with what was seen; a refusal shows as {"refused": text}.
"""
import json
import sys
from urllib.parse import unquote_plus

from impacket.dcerpc.v5 import transport, dcomrt
from impacket.dcerpc.v5.dcom import oaut
from impacket.dcerpc.v5.dtypes import NULL
from impacket.dcerpc.v5.rpcrt import (
    DCERPCException, RPC_C_AUTHN_LEVEL_CONNECT, RPC_C_AUTHN_LEVEL_NONE, RPC_C_AUTHN_LEVEL_PKT_INTEGRITY,
    RPC_C_AUTHN_LEVEL_PKT_PRIVACY)
from impacket.uuid import string_to_bin, uuidtup_to_bin

LEVELS = {'none': RPC_C_AUTHN_LEVEL_NONE, 'connect': RPC_C_AUTHN_LEVEL_CONNECT,
          'integrity': RPC_C_AUTHN_LEVEL_PKT_INTEGRITY, 'privacy': RPC_C_AUTHN_LEVEL_PKT_PRIVACY}
GPM = string_to_bin('F5694708-88FE-4B35-BABF-E56162D5FBC8')
IGPM = uuidtup_to_bin(('F5FAE809-3BD6-4DA9-A65E-17665B41D763', '0.0'))
METHOD, PROPERTY_GET = 1, 2


def argument(vt, name=None, value=None):
    result = oaut.VARIANT()
    result['clSize'] = 5
    result['vt'] = vt
    result['_varUnion']['tag'] = vt
    if vt == oaut.VARENUM.VT_BSTR:
        result['_varUnion']['bstrVal']['asData'] = value
    elif name is not None:
        result['_varUnion'][name] = value
    return result


def text(value):
    return argument(oaut.VARENUM.VT_BSTR, value=value)


def number(value):
    return argument(oaut.VARENUM.VT_I4, 'lVal', value)


def dispatch(raw):
    result = argument(oaut.VARENUM.VT_DISPATCH)
    result['_varUnion']['pdispVal']['ulCntData'] = len(raw)
    result['_varUnion']['pdispVal']['abData'] = list(raw)
    return result


def invoke(target, member, flags, *arguments):
    parameters = oaut.DISPPARAMS(None, False)
    for one in reversed(arguments):
        parameters['rgvarg'].append(one)
    if not arguments:
        parameters['rgvarg'] = NULL
    parameters['rgdispidNamedArgs'] = NULL
    parameters['cArgs'] = len(arguments)
    parameters['cNamedArgs'] = 0
    return target.Invoke(member, 0x409, flags, parameters, 0, [], [])['pVarResult']


def raw(variant):
    return b''.join(variant['_varUnion']['pdispVal']['abData'])


def pointed(parent, variant):
    return oaut.IDispatch(dcomrt.INTERFACE(
        parent.get_cinstance(), raw(variant), parent.get_ipidRemUnknown(), target=parent.get_target()))


def connected(host, port, user, password, domain, level):
    rpc = transport.DCERPCTransportFactory('ncacn_ip_tcp:%s[%s]' % (host, port))
    if level != 'none':
        rpc.set_credentials(user, password, domain)
    dce = rpc.get_dce_rpc()
    dce.set_auth_level(LEVELS[level])
    dce.connect()
    return dce


def addresses(bindings):
    return [binding['aNetworkAddr'].rstrip('\0') for binding in bindings if binding['wTowerId'] == 7]


def main():
    host, port, user, password, domain, level, dns_name, gpo_name = map(unquote_plus, sys.argv[1:9])
    try:
        dce = connected(host, port, user, password, domain, level)
        dcomrt.DCOMConnection.PORTMAPS[host] = dce
        unknown = dcomrt.IRemoteSCMActivator(dce).RemoteCreateInstance(GPM, oaut.IID_IDispatch)
        if level == 'integrity':
            unknown.get_cinstance().set_auth_level(RPC_C_AUTHN_LEVEL_PKT_INTEGRITY)
        gpm = oaut.IDispatch(unknown)
        found = invoke(gpm, 1, METHOD, text(dns_name), text(''), number(0))
        served = pointed(gpm, found)
        seen = {'domain': invoke(served, 2, PROPERTY_GET)['_varUnion']['bstrVal']['asData']}
        criteria = invoke(gpm, 6, METHOD)
        criterion = pointed(gpm, criteria)
        invoke(criterion, 1, METHOD, number(2), number(0), text(gpo_name))
        gpos = pointed(gpm, invoke(served, 6, METHOD, dispatch(raw(criteria))))
        seen['count'] = invoke(gpos, 1, PROPERTY_GET)['_varUnion']['lVal']
        gpo = pointed(gpm, invoke(gpos, 0, PROPERTY_GET, number(1)))
        seen['gpo'] = invoke(gpo, 1, PROPERTY_GET)['_varUnion']['bstrVal']['asData']
        asked = dcomrt.IObjectExporter(connected(host, port, user, password, domain, level))
        seen['oxid'] = addresses(asked.ResolveOxid2(unknown.get_oxid(), (7,)))
        asked = dcomrt.IObjectExporter(connected(host, port, user, password, domain, level))
        seen['alive'] = addresses(asked.ServerAlive2())
        second = dcomrt.IRemUnknown2(unknown)
        again = second.RemQueryInterface(1, (IGPM,))
        seen['second'] = [second.RemAddRef()['ErrorCode'], again.RemRelease()['ErrorCode'],
                          second.RemRelease()['ErrorCode']]
        typed = unknown.RemQueryInterface(1, (IGPM,))
        seen['released'] = typed.RemRelease()['ErrorCode']
        for one in (gpo, gpos, criterion, served):
            one.RemRelease()
        unknown.RemRelease()
        print(json.dumps(seen))
    except (DCERPCException, OSError) as refusal:
        print(json.dumps({'refused': str(refusal) or type(refusal).__name__}))


main()
