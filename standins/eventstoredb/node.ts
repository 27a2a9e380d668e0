/** What a client asks about the node itself: the methods it has, and who leads the cluster of one. */
import { randomUUID } from 'node:crypto';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { frame, type Handler, type Method, unary } from './grpc.ts';

const VERSION = '24.6.0';
const LEADER = 8;

const answerWith = (answer: () => { serializeBinary(): Uint8Array }): Handler =>
  unary(call => {
    call.write(frame(answer()));
    call.end();
  });

/** The client appends in batches because BatchAppend is listed here. */
export const supportedMethods = (methods: Iterable<Method>): Handler =>
  answerWith(() => {
    const answer = new serverFeatures.SupportedMethods();
    answer.setEventStoreServerVersion(VERSION);
    for (const { path } of methods) {
      const [, service = '', name = ''] = path.toLowerCase().split('/');
      const method = new serverFeatures.SupportedMethod();
      method.setServiceName(service);
      method.setMethodName(name);
      answer.addMethods(method);
    }
    return answer;
  });

/** @param port where this node listens, known once it does. */
export const readGossip = (port: () => number): Handler => {
  const id = randomUUID();
  return answerWith(() => {
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port());
    const instance = new sharedPb.UUID();
    instance.setString(id);
    const member = new gossip.MemberInfo();
    member.setInstanceId(instance);
    member.setTimeStamp(`${Date.now()}0000`);
    member.setState(LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    const cluster = new gossip.ClusterInfo();
    cluster.addMembers(member);
    return cluster;
  });
};
