/** Where the public pages check a certificate: the number in `?no=` is what the certificate's QR code holds (V4). */
export const certificateCheckPath = '/public/certificates';
