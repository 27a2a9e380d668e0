import { z } from 'zod';
import { bytes, endpoint } from '../endpoint.ts';
import { id } from '../language.ts';

const pictures = bytes('image/png', 'image/jpeg', 'image/webp');
const stored = z.object({ fileId: id });

/** P6.8, P6.14, D4.5: pictures for those whom what they hang on concerns, and photos of practitioners, which are everybody's. */
export const fileEndpoints = {
  uploadPicture: endpoint({
    method: 'POST',
    path: '/api/files',
    summary: 'P6.8 P6.14 Upload a picture of at most 4 MB, for a complaint or a chat',
    access: { patient: 'own', doctor: 'own' },
    params: {},
    takes: pictures,
    answer: stored,
    refusals: { 'too-many-files': 409 },
  }),
  picture: endpoint({
    method: 'GET',
    path: '/api/files/:fileId',
    summary: 'P6.8 P6.14 O1.5 A picture: its owner’s, and of those whom what it hangs on concerns now',
    traces: 'look',
    access: { patient: 'own', doctor: 'own', operator: 'own' },
    params: { fileId: id },
    answer: pictures,
  }),
  uploadPhoto: endpoint({
    method: 'POST',
    path: '/api/photos',
    summary: 'D4.5 Upload a photo of a practitioner, of at most 1 MB',
    access: { doctor: 'own', operator: 'any' },
    params: {},
    takes: pictures,
    answer: stored,
  }),
  photo: endpoint({
    method: 'GET',
    path: '/api/photos/:fileId',
    summary: 'P6.3 D4.5 The photo of a practitioner',
    access: 'everyone',
    params: { fileId: id },
    answer: bytes(...pictures.types, 'image/svg+xml'),
  }),
};
